import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Work } from './work.ts';

/** The server process. */
export interface Server {
  /** The base URL of a run: no two runs have the same. */
  readonly baseUrl: (work: Work) => string;
  /** How many requests came for a base URL. */
  readonly requests: (baseUrl: string) => Promise<number>;
  readonly stop: () => unknown;
}

/** Starts the server, and waits until it listens. */
export async function startServer(): Promise<Server> {
  const path = fileURLToPath(new URL('../server.ts', import.meta.url));
  const child = fork(path, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const [url] = (await Promise.race([
    once(child.stdout ?? child, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error('The server did not start'))),
  ])) as [Buffer];
  let runs = 0;
  return {
    baseUrl({ count, firstByte, body }) {
      runs += 1;
      return `${url.toString().trim()}/run/${runs}/c/${count}/ttfb/${firstByte}/body/${body}`;
    },
    async requests(baseUrl) {
      const response = await fetch(baseUrl.replace(/\/c\/.*/, '/requests'));
      return Number(await response.text());
    },
    stop: () => child.kill(),
  };
}
