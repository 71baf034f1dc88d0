import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CLIENTS } from '../scenes.ts';
import type { Server } from './server.ts';

const execute = promisify(execFile);
const PATH = fileURLToPath(new URL('../clients/run.mjs', import.meta.url));

/** What a client has to do. */
export interface Work {
  /** Conversations in the list. */
  readonly count: number;
  readonly perPage: number;
  /** Milliseconds from a request to the first byte of its response. */
  readonly firstByte: number;
  /** Milliseconds from the first byte of a response to its last. */
  readonly body: number;
  /** The consumer works after every so many conversations; 0 for never. */
  readonly every: number;
  /** Milliseconds it works. */
  readonly wait: number;
  /** Whether the live heap is looked at, which spoils all other numbers. */
  readonly lookAtHeap?: boolean;
  /** Whether it is a search: nobody knows how many requests it takes. */
  readonly isSearch?: boolean;
  /** The file of the commit before, where it is measured. */
  readonly before?: string | undefined;
}

/** What one run of a client measured. */
export interface Sample {
  /** Milliseconds for all of the work. */
  readonly wall: number;
  /** Milliseconds of CPU, user and system, all threads. */
  readonly cpu: number;
  /** The most that was left of the heap after collections, in bytes; 0 where it was not looked at. */
  readonly live: number;
}

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
