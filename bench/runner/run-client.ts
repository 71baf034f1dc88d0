import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CLIENTS } from '../scenes.ts';
import type { Server } from './server.ts';
import type { Sample, Work } from './work.ts';

const execute = promisify(execFile);
const PATH = fileURLToPath(new URL('../clients/run.mjs', import.meta.url));

/**
 * Lets a client of `clients/` do a work, in a process of its own and without a loader.
 *
 * @returns what it measured; rejects when a conversation was missing or came twice, and when there were
 * more or fewer requests than pages
 */
export async function runClient(server: Server, client: string, work: Work): Promise<Sample> {
  const { isSearch = false, count, perPage } = work;
  const env = { ...process.env, ...(client === 'before' && { RX_INTERCOM_BUNDLE: work.before }) };
  const baseUrl = server.baseUrl(work);
  const task = JSON.stringify({ ...work, client, file: CLIENTS[client]?.[0], baseUrl });
  const args = ['--expose-gc', PATH, task];
  const { stdout } = await execute(process.execPath, args, { timeout: 300_000, env });
  const requests = await server.requests(baseUrl);
  const pages = Math.ceil(count / perPage);
  if (!isSearch && requests !== pages)
    throw new Error(`${client}: ${requests} requests for ${pages} pages`);
  return JSON.parse(stdout) as Sample;
}
