/**
 * Resolves when the condition holds: the other side of a socket takes its own time, and Node's
 * `fetch` keeps for four seconds what it connected in advance.
 */
export async function eventually(condition: () => boolean): Promise<void> {
  const end = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error('It never came to be.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
