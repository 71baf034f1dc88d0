import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

/** Bytes, minified and compressed with Brotli, without rxjs and cross-fetch. */
export interface Bundles {
  readonly everything: number;
  readonly conversations: number;
}

/** (d) What the library adds to a browser's bundle. */
export async function measureBundles(): Promise<Bundles> {
  return {
    everything: await bundleSize("export * from 'rx-intercom'"),
    conversations: await bundleSize("export { conversations$ } from 'rx-intercom'"),
  };
}

async function bundleSize(contents: string): Promise<number> {
  const resolveDir = fileURLToPath(new URL('..', import.meta.url));
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    external: ['rxjs', 'cross-fetch'],
  });
  return outputFiles.reduce((sum, { contents: code }) => sum + brotliCompressSync(code).length, 0);
}
