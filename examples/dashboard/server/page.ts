import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import { build, defaultClientConditions, type Rolldown } from 'vite';
import { refuse, type Handler } from './proxy.ts';

const ROOT = fileURLToPath(new URL('../page', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Bundles the page, and serves its files from memory: nothing is written, and no path leads out. */
export async function bundlePage(): Promise<Handler> {
  const files = await bundle();
  return ({ url, method }) => {
    const { pathname } = new URL(url);
    const path = pathname === '/' ? '/index.html' : pathname;
    const body = files.get(path);
    if (body === undefined) return Promise.resolve(refuse(404, 'Not found'));
    if (method !== 'GET' && method !== 'HEAD') {
      return Promise.resolve(refuse(405, 'Only GET is allowed', { allow: 'GET, HEAD' }));
    }
    const headers = {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      // The names of bundled files change with what is in them.
      'cache-control': path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
    };
    return Promise.resolve(new Response(method === 'HEAD' ? null : body, { headers }));
  };
}

/** The files of the page, by their paths. */
async function bundle(): Promise<ReadonlyMap<string, string | Uint8Array<ArrayBuffer>>> {
  const { output } = (await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    plugins: [tailwind()],
    build: {
      write: false,
      // As files of this origin, which is all that the Content-Security-Policy allows.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
    resolve: { conditions: ['es2015', ...defaultClientConditions] },
  })) as Rolldown.RolldownOutput;
  return new Map(
    output.map((file) => [
      `/${file.fileName}`,
      file.type === 'chunk' ? file.code : (file.source as string | Uint8Array<ArrayBuffer>),
    ]),
  );
}
