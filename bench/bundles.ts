import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build, type BuildOptions } from 'esbuild';

/** How the library is bundled: for a platform that has `fetch`, beside the rxjs of its user. */
export const BUNDLE = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  external: ['rxjs', 'cross-fetch'],
} satisfies BuildOptions;

/** Says how much the library adds to a browser's bundle. */
export async function bundleLine(): Promise<string> {
  const all = await bundleSize("export * from 'rx-intercom'");
  const one = await bundleSize("export { conversations$ } from 'rx-intercom'");
  return (
    `bundle, minified, Brotli, without rxjs and cross-fetch: ${all} kB for everything, ${one} kB for ` +
    `\`conversations$\` alone; the build fails above ${limits()} kB.`
  );
}

async function bundleSize(contents: string): Promise<string> {
  const resolveDir = fileURLToPath(new URL('.', import.meta.url));
  const { outputFiles } = await build({
    ...BUNDLE,
    stdin: { contents, resolveDir },
    minify: true,
    write: false,
    platform: 'browser',
  });
  const bytes = outputFiles.reduce(
    (sum, file) => sum + brotliCompressSync(file.contents).length,
    0,
  );
  return (bytes / 1000).toFixed(1);
}

/** Of `.size-limit.json`. */
function limits(): string {
  const path = new URL('../.size-limit.json', import.meta.url);
  const entries = JSON.parse(readFileSync(path, 'utf8')) as readonly { readonly limit: string }[];
  return entries
    .slice(0, 2)
    .map(({ limit }) => limit.replace(' kB', ''))
    .join(' and ');
}
