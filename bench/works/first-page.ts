import { CLIENTS } from '../runner/clients.ts';
import { rounds } from '../runner/rounds.ts';
import { runClient } from '../runner/run-client.ts';
import type { Server } from '../runner/server.ts';
import { fullSpeed, PER_PAGE } from '../runner/work.ts';
import type { Plan } from './plan.ts';
import type { Samples } from './samples.ts';

/**
 * (a) The first page alone, in many processes: the time to the first conversation is short, and a
 * run has only one.
 */
export function measureFirstPage(
  server: Server,
  { rounds: turns }: Plan['firstPage'],
): Promise<Samples> {
  const work = fullSpeed(PER_PAGE);
  return rounds('(a) first page', CLIENTS, turns, (client) => runClient(server, client, work));
}
