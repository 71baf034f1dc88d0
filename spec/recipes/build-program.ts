import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Makes one file of the program that is killed, because that starts several times as fast. */
export async function buildProgram(): Promise<string> {
  const outfile = fileURLToPath(new URL('.build/run-export.mjs', import.meta.url));
  await build({
    entryPoints: [fileURLToPath(new URL('run-export.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['cross-fetch'],
  });
  return outfile;
}
