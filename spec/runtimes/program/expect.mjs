/**
 * Compares by JSON.
 *
 * @param {string} what
 * @param {unknown} actual
 * @param {unknown} expected
 */
export function equal(what, actual, expected) {
  const [got, wanted] = [actual, expected].map((value) => JSON.stringify(value));
  if (got !== wanted) throw new Error(`${what}: got ${shorten(got)}, expected ${shorten(wanted)}`);
}

/**
 * Resolves when the condition holds: the other side of a socket takes its own time.
 *
 * @param {string} what
 * @param {() => Promise<boolean>} condition
 */
export async function eventually(what, condition) {
  for (let tries = 0; !(await condition()); tries += 1) {
    if (tries === 100) throw new Error(`${what}: it never came to be`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** @param {string | undefined} json */
function shorten(json = 'undefined') {
  return json.length > 80 ? `${json.slice(0, 79)}…` : json;
}
