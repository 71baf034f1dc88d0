import { setTimeout as sleep } from 'node:timers/promises';
import { bufferCount, concatMap, timer } from 'rxjs';

/**
 * What a program does with conversations: takes each, and after every so many works for a while.
 *
 * @param liveHeap - tells its bytes, 20 times in a run; `undefined` where it is not looked at
 */
export function createConsumer({ count, every, wait }, liveHeap) {
  let received = 0;
  let sum = 0;
  let live = 0;
  const lookEvery = liveHeap === undefined ? Infinity : Math.ceil(count / 20);
  return {
    every,
    wait,
    /** Takes one. */
    take({ id }) {
      received += 1;
      sum += Number(id);
      if (received % lookEvery === 0) live = Math.max(live, liveHeap());
    },
    /** Whether work is due, for clients that are asked; they then await `work()`. */
    due: () => every > 0 && received % every === 0,
    work: () => sleep(wait),
    /** The peak of the live heap in bytes; throws when not all conversations came, each once. */
    finish() {
      // Their ids are the numbers from 1 on.
      if (received !== count || sum !== (count * (count + 1)) / 2)
        throw new Error(`Not each of ${count} conversations came once: ${received} came`);
      return live;
    },
  };
}

/** Drains a stream that pushes: work is done behind `concatMap`, as it would be in a program. */
export function drain(conversations$, { every, wait, take }) {
  if (every === 0) return conversations$.forEach(take);
  return conversations$
    .pipe(
      bufferCount(every),
      concatMap((conversations) => {
        conversations.forEach(take);
        return timer(wait);
      }),
    )
    .forEach(() => {});
}
