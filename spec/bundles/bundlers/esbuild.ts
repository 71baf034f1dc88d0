import { build } from 'esbuild';
import type { Bundle } from './task.ts';

/** Bundles with esbuild. */
export const bundle: Bundle = ({ entry, outdir, isOneFile, isCrossFetchOut, isRxjsOut }) =>
  build({
    entryPoints: { main: entry },
    outdir,
    bundle: true,
    minify: true,
    format: 'esm',
    splitting: !isOneFile,
    external: [...(isCrossFetchOut ? ['cross-fetch'] : []), ...(isRxjsOut ? ['rxjs'] : [])],
  });
