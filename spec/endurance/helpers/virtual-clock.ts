import { jest } from '@jest/globals';
import type { Observable } from 'rxjs';
import { collect, type Collected } from '../../helpers/collect.ts';
import { useVirtualTimeStrictly } from '../../helpers/virtual-time.ts';

/**
 * Puts every spec of the calling file on virtual time, and fails those that leave a timer behind.
 * The event loop itself goes on turning: that is how {@link settle} waits for promises.
 */
export function useVirtualClock(): void {
  useVirtualTimeStrictly({
    doNotFake: ['setImmediate', 'clearImmediate', 'nextTick', 'queueMicrotask'],
  });
}

/** Lets everything happen that waits for no timer. */
export async function settle(turns = 2): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

/** Turns of the event loop without a timer, after which nothing is going to happen any more. */
const PATIENCE = 50;

/**
 * Runs a stream to its end, from timer to timer.
 *
 * @param limit - virtual milliseconds it may take
 */
export async function runThrough<T>(source: Observable<T>, limit: number): Promise<Collected<T>> {
  const end = Date.now() + limit;
  const result = collect(source);
  await settle();
  for (let idle = 0; result.state === 'open';) {
    idle = jest.getTimerCount() === 0 ? idle + 1 : 0;
    if (idle > PATIENCE) throw new Error('The stream hangs.');
    if (Date.now() > end) throw new Error('The stream took too long.');
    jest.advanceTimersToNextTimer();
    await settle();
  }
  return result;
}
