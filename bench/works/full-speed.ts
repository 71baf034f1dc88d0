import { CLIENTS } from '../runner/clients.ts';
import { rounds } from '../runner/rounds.ts';
import { runClient } from '../runner/run-client.ts';
import type { Server } from '../runner/server.ts';
import { fullSpeed } from '../runner/work.ts';
import type { Plan } from './plan.ts';
import type { Samples } from './samples.ts';

/** (a) A long list, no latency, a consumer that does nothing. */
export function measureFullSpeed(
  server: Server,
  { count, rounds: turns }: Plan['fullSpeed'],
): Promise<Samples> {
  const work = fullSpeed(count);
  return rounds('(a) full speed', CLIENTS, turns, (client) => runClient(server, client, work));
}
