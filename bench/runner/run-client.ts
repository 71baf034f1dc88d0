import { FIRST_ID } from '../server/first-id.mjs';
import { isSearcher, type ClientName } from './clients.ts';
import { runNode } from './run-node.ts';
import type { Sample } from './sample.ts';
import type { Server } from './server.ts';
import { PER_PAGE, type Work } from './work.ts';

/**
 * Lets a client do a work, in a process of its own.
 *
 * @returns what it measured; rejects when a conversation was missing, out of order or came twice,
 * and when there were more or fewer requests than pages; a search has no order and no such number
 */
export async function runClient(server: Server, client: ClientName, work: Work): Promise<Sample> {
  const baseUrl = server.baseUrl(work);
  const inOrder = !isSearcher(client);
  const task = { ...work, client, baseUrl, perPage: PER_PAGE, firstId: FIRST_ID, inOrder };
  const measured = await runNode('clients/run.mjs', JSON.stringify(task));
  const requests = await server.requests(baseUrl);
  const pages = Math.ceil(work.count / PER_PAGE);
  if (inOrder && requests !== pages)
    throw new Error(`${client}: ${requests} requests for ${pages} pages`);
  return { ...(measured as Omit<Sample, 'requests'>), requests };
}
