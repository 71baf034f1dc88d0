import { build } from 'vite';
import type { Bundle } from './task.ts';

/** Bundles with Vite. */
export const bundle: Bundle = ({ entry, outdir, isOneFile, isCrossFetchOut, isRxjsOut }) =>
  build({
    configFile: false,
    logLevel: 'silent',
    base: './',
    build: {
      outDir: outdir,
      rolldownOptions: {
        input: { main: entry },
        external: [...(isCrossFetchOut ? ['cross-fetch'] : []), ...(isRxjsOut ? ['rxjs'] : [])],
        output: { entryFileNames: 'main.js', codeSplitting: !isOneFile },
      },
    },
  });
