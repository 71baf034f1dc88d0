import { setTimeout as sleep } from 'node:timers/promises';

/** How often in a run the live heap is looked at, where it is. */
const LOOKS = 20;

/**
 * What a program does with conversations: takes each, and after every so many works for a while.
 * Checks that all come, none twice, and in order where there is one.
 *
 * @param liveHeap - tells the bytes of the live heap; `undefined` where it is not looked at
 */
export function createConsumer({ count, firstId, inOrder, every, wait }, liveHeap) {
  let received = 0;
  let live = 0;
  const lookEvery = liveHeap === undefined ? Infinity : Math.ceil(count / LOOKS);
  const seen = new Set();
  const check = (id) => {
    const expected = String(firstId + received);
    if (inOrder && id !== expected)
      throw new Error(`Conversation ${id} came in place of ${expected}`);
    if (seen.has(id)) throw new Error(`Conversation ${id} came twice`);
    if (!inOrder) seen.add(id);
  };
  return {
    every,
    wait,
    /** Takes one. */
    take({ id }) {
      check(id);
      received += 1;
      if (received % lookEvery === 0) live = Math.max(live, liveHeap());
    },
    /** Whether work is due, for clients that are asked; they then await `work()`. */
    due: () => every > 0 && received % every === 0,
    work: () => sleep(wait),
    /** The peak of the live heap in bytes; throws when a conversation did not come. */
    finish() {
      if (received !== count) throw new Error(`${received} conversations in place of ${count}`);
      return live;
    },
  };
}
