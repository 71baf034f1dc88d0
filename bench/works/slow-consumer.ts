import type { ClientName } from '../runner/clients.ts';
import { rounds } from '../runner/rounds.ts';
import { runClient } from '../runner/run-client.ts';
import type { Sample } from '../runner/sample.ts';
import type { Server } from '../runner/server.ts';
import type { Work } from '../runner/work.ts';
import type { Plan } from './plan.ts';

/** The same work on a short list and on a long one. */
export interface Growth {
  readonly few: Sample;
  readonly many: Sample;
}

/** Growths of each client, by round. */
export type Growths = ReadonlyMap<ClientName, readonly Growth[]>;

/** What (c) measures. */
export interface SlowConsumer {
  /** The memory of the process. */
  readonly peak: Growths;
  /** What it really held: one run each, apart from all others. */
  readonly live: Growths;
}

/** A loop that cannot pile up anything, as the measure of what the platform does by itself. */
const control: ClientName = 'bare';
/** Those of ours that wait for the consumer. */
const waiting: readonly ClientName[] = ['process', 'process+prefetch', 'iterate'];
/** Those that deliver whether the consumer keeps up or not. */
const pushing: readonly ClientName[] = ['expand', 'plain'];
/** Only memory is looked at here, so that two at once do not disturb each other. */
const AT_ONCE = 2;

/** (c) A consumer slower than the wire: whoever does not wait for it piles up conversations. */
export async function measureSlowConsumer(
  server: Server,
  { few, many, contrast, rounds: turns }: Plan['slowConsumer'],
): Promise<SlowConsumer> {
  const grow = (large: number, lookAtHeap: boolean) => async (client: ClientName) => ({
    few: await runClient(server, client, slowly(few, lookAtHeap)),
    many: await runClient(server, client, slowly(large, lookAtHeap)),
  });
  const run = (
    title: string,
    clients: readonly ClientName[],
    count: number,
    large: number,
    lookAtHeap = false,
  ) => rounds(title, clients, count, grow(large, lookAtHeap), AT_ONCE);

  return {
    peak: new Map([
      ...(await run('(c) slow consumer', [control, ...waiting], turns, many)),
      ...(await run('(c) official SDK', ['sdk'], 1, many)),
      ...(await run('(c) for contrast', pushing, 1, contrast)),
    ]),
    live: await run('(c) live heap', [control, ...waiting, 'sdk', 'expand'], 1, contrast, true),
  };
}

function slowly(count: number, lookAtHeap: boolean): Work {
  return { count, firstByte: 0, body: 0, every: 50, wait: 1, lookAtHeap };
}
