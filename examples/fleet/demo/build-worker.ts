import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const path = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** Makes one file of the worker, because that starts five times as fast. @returns the file */
export async function buildWorker(): Promise<string> {
  const outfile = path('.build/worker.mjs');
  await build({
    entryPoints: [path('worker.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['pg-native', 'cross-fetch'],
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  return outfile;
}
