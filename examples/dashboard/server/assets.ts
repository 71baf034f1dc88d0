import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import type { Handler } from './proxy.ts';
import { refuse } from './refuse.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Serves the files that are in a folder now. They are read once, so no path leads out of it. */
export function serveAssets(folder: string): Handler {
  const files = new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => {
        const file = join(parentPath, name);
        return [file.slice(folder.length).replaceAll(sep, '/'), readFileSync(file)];
      }),
  );
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
