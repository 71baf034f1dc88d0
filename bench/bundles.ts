import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

interface Bundle {
  readonly size: number;
  readonly sizeLimit: number;
}

/** Says how much the library adds to a browser's bundle, as size-limit measures it for the build. */
export function bundleLine(): string {
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const json = execFileSync('npx', ['size-limit', '--json'], { cwd, encoding: 'utf8' });
  const [all, one] = JSON.parse(json) as readonly [Bundle, Bundle];
  return (
    `bundle, minified, Brotli, without rxjs and cross-fetch: ${kilobytes(all.size)} kB for everything, ` +
    `${kilobytes(one.size)} kB for \`conversations$\` alone; the build fails above ` +
    `${kilobytes(all.sizeLimit)} and ${kilobytes(one.sizeLimit)} kB.`
  );
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
