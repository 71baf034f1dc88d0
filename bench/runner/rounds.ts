/**
 * Takes turns: in each round everybody once, and each round starts with another one, so that what
 * the machine does meanwhile meets all of them alike. Says on stderr where it stands.
 *
 * @param atOnce - how many run side by side
 * @returns for each, its results by round
 */
export async function rounds<Result>(
  title: string,
  names: readonly string[],
  count: number,
  run: (name: string) => Promise<Result>,
  atOnce = 1,
): Promise<ReadonlyMap<string, readonly Result[]>> {
  const results = new Map(names.map((name): [string, Result[]] => [name, []]));
  for (let round = 0; round < count; round += 1) {
    const first = round % names.length;
    const turns = [...names.slice(first), ...names.slice(0, first)];
    for (let start = 0; start < turns.length; start += atOnce) {
      const group = turns.slice(start, start + atOnce);
      process.stderr.write(`${title}, round ${round + 1} of ${count}: ${group.join(', ')}\n`);
      await Promise.all(group.map(async (name) => results.get(name)?.push(await run(name))));
    }
  }
  return results;
}
