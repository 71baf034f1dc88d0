import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What a program does with conversations: takes each, and after every so many works for a while.
 * Checks that all come, in order, none twice.
 */
export function createConsumer({ count, firstId, every, wait }, meter) {
  let received = 0;
  const expected = () => String(firstId + received);
  return {
    every,
    wait,
    /** Takes one. */
    take({ id }) {
      if (id !== expected()) throw new Error(`Conversation ${id} came in place of ${expected()}`);
      received += 1;
      if (received === 1) meter.first();
    },
    /** Whether work is due, for clients that are asked; they then await `work()`. */
    due: () => every > 0 && received % every === 0,
    work: () => sleep(wait),
    received: () => received,
    check() {
      if (received !== count) throw new Error(`${received} conversations in place of ${count}`);
    },
  };
}
