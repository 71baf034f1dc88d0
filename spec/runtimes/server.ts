import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serve } from 'srvx';
import type * as testing from '../../lib/testing/index.ts';
import { scenarios } from './scenarios.ts';

/** The test kit. */
export type Testing = typeof testing;

/** The test workspaces, and the bundles to walk them with in a browser: all on one origin. */
export interface Server {
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Serves on loopback. `/<row>/<check>/conversations` is a test workspace made when it is first
 * asked for, `/<row>/<check>/seen` what it was asked, and `/bundles/…` a file.
 *
 * @param kit - what makes the workspaces
 * @param bundles - the folder of the bundles
 */
export async function startServer(kit: Testing, bundles: string): Promise<Server> {
  const workspaces = new Map<string, testing.TestIntercom>();
  const workspace = (path: string, check: string): testing.TestIntercom => {
    const existing = workspaces.get(path);
    if (existing) return existing;
    const made = kit.createTestIntercom(scenarios[check]);
    workspaces.set(path, made);
    return made;
  };

  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    const [row = '', check = '', what] = pathname.slice(1).split('/').map(decodeURIComponent);
    if (row === 'bundles') return file(join(bundles, pathname.slice('/bundles'.length)));
    const intercom = workspace(`${row}/${check}`, check);
    if (what === 'seen') return Response.json(seen(intercom));
    return intercom.fetch(request).catch(gone);
  };

  const options = { hostname: '127.0.0.1', port: 0, silent: true, gracefulShutdown: false };
  const server = serve({ ...options, fetch: answer });
  await server.ready();
  if (server.url === undefined) throw new Error('The server has no address.');
  return { origin: server.url.replace(/\/$/, ''), close: () => server.close(true) };
}

function seen({ conversations, requests }: testing.TestIntercom): unknown {
  return {
    ids: conversations.map(({ id }) => id),
    requests: requests.map(({ status, state }) => ({ status, state })),
  };
}

async function file(path: string): Promise<Response> {
  const type = path.endsWith('.html') ? 'text/html' : 'text/javascript';
  try {
    return new Response(await readFile(path), { headers: { 'content-type': type } });
  } catch {
    return new Response(null, { status: 404 });
  }
}

/** Nobody is left to read it. */
function gone(): Response {
  return new Response();
}
