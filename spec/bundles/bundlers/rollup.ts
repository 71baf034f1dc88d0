import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { rollup } from 'rollup';
import type { Bundle } from './task.ts';

/** Bundles with Rollup, and minifies with terser. */
export const bundle: Bundle = async ({ entry, outdir, isOneFile, isCrossFetchOut, isRxjsOut }) => {
  const { write } = await rollup({
    input: { main: entry },
    plugins: [nodeResolve({ browser: true }), commonjs()],
    external: [...(isCrossFetchOut ? ['cross-fetch'] : []), ...(isRxjsOut ? ['rxjs'] : [])],
  });
  return write({ dir: outdir, plugins: [terser()], inlineDynamicImports: isOneFile });
};
