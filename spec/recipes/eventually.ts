import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something holds; gives up after ten seconds. */
export async function eventually(holds: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`never: ${holds.toString()}`);
    await sleep(5);
  }
}
