import { setTimeout } from 'node:timers/promises';

/** Waits for a condition, at most ten seconds. */
export async function until(isTrue: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 10_000;
  while (!isTrue()) {
    if (performance.now() > end) throw new Error(`It did not come to pass: ${what}`);
    await setTimeout(5);
  }
}
