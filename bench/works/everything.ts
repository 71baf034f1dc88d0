import type { ClientName } from '../runner/clients.ts';
import { rounds } from '../runner/rounds.ts';
import { runClient } from '../runner/run-client.ts';
import type { Server } from '../runner/server.ts';
import type { Work } from '../runner/work.ts';
import type { Plan } from './plan.ts';
import type { Samples } from './samples.ts';

/** Those that go page by page, and those that read several ranges at once. */
const clients: readonly ClientName[] = ['plain', 'prefetch', 'sdk-search', 'steps', 'export'];

/** They wait nearly all the time, so that two at once do not disturb each other. */
const AT_ONCE = 2;

/** (b) All of a workspace over a wire with latency, for a consumer that only counts. */
export function measureEverything(
  server: Server,
  { count, rounds: turns }: Plan['everything'],
): Promise<Samples> {
  const work: Work = { count, firstByte: 150, body: 250, every: 0, wait: 0 };
  const run = (client: ClientName) => runClient(server, client, work);
  return rounds('(b) everything', clients, turns, run, AT_ONCE);
}
