import type { ClientName } from '../runner/clients.ts';
import { rounds } from '../runner/rounds.ts';
import { runClient } from '../runner/run-client.ts';
import type { Server } from '../runner/server.ts';
import { PER_PAGE, type Work } from '../runner/work.ts';
import type { Plan } from './plan.ts';
import type { Samples } from './samples.ts';

/** Without `floor` and `bare`: they wait as `iterate` does. */
const clients: readonly ClientName[] = [
  'expand',
  'sdk',
  'plain',
  'prefetch',
  'process',
  'process+prefetch',
  'iterate',
];

/** They wait nearly all the time, so that two at once do not disturb each other. */
const AT_ONCE = 2;

/** (b) A wire with latency, and a consumer that works on every page. */
export function measureSlowWire(
  server: Server,
  { count, rounds: turns }: Plan['slowWire'],
): Promise<Samples> {
  const work: Work = { count, firstByte: 150, body: 250, every: PER_PAGE, wait: 100 };
  const run = (client: ClientName) => runClient(server, client, work);
  return rounds('(b) slow wire', clients, turns, run, AT_ONCE);
}
