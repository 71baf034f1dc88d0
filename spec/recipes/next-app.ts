import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** An app of Next.js on loopback. */
export interface NextApp {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const NEXT = createRequire(import.meta.url).resolve('next/dist/bin/next');
const CONFIG = {
  // With it, the build runs each route that does not wait for a request.
  cacheComponents: true,
  partialPrefetching: true,
  turbopack: { root: fileURLToPath(new URL('.', import.meta.url)) },
};

/**
 * Builds an app that has the route of the recipe only, and starts it.
 *
 * @param folder - an empty one below this folder, so that the packages are found
 * @param intercom - the URL of a server that stands for Intercom
 */
export async function startNextApp(folder: string, intercom: string): Promise<NextApp> {
  const route = path.join(folder, 'app/conversations/route.ts');
  mkdirSync(path.dirname(route), { recursive: true });
  copyFileSync(new URL('.build/next-route.ts', import.meta.url), route);
  const config = `export default ${JSON.stringify(CONFIG)};`;
  writeFileSync(path.join(folder, 'next.config.mjs'), config);
  // Next.js fills it in. Without it, Turbopack takes the one of the folder above.
  writeFileSync(path.join(folder, 'tsconfig.json'), '{}');

  const env: NodeJS.ProcessEnv = {
    ...process.env,
    INTERCOM_ACCESS_TOKEN: undefined,
    INTERCOM_URL: intercom,
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_OPTIONS: `--import=${new URL('to-loopback.mjs', import.meta.url).href}`,
  };
  await promisify(execFile)(process.execPath, [NEXT, 'build'], { cwd: folder, env });

  const address = ['--hostname', '127.0.0.1', '--port', '0'];
  const child = spawn(process.execPath, [NEXT, 'start', ...address], {
    cwd: folder,
    env: { ...env, INTERCOM_ACCESS_TOKEN: 'test-token' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const [url] = /http:\S+/.exec(line) ?? [];
    if (url === undefined) continue;
    child.stdout.resume();
    return {
      url,
      async close() {
        child.kill('SIGKILL');
        await once(child, 'exit');
      },
    };
  }
  throw new Error('Next.js has ended.');
}
