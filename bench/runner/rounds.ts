import { report } from './report.ts';

/**
 * Takes turns: in each round everybody once, and each round starts with another one, so that what
 * the machine does meanwhile meets all of them alike.
 *
 * @param atOnce - how many run side by side
 * @returns for each, its results by round
 */
export async function rounds<Name extends string, Result>(
  title: string,
  names: readonly Name[],
  count: number,
  run: (name: Name) => Promise<Result>,
  atOnce = 1,
): Promise<ReadonlyMap<Name, readonly Result[]>> {
  const results = new Map(names.map((name): [Name, Result[]] => [name, []]));
  for (let round = 0; round < count; round += 1) {
    const turns = rotate(names, round);
    for (let start = 0; start < turns.length; start += atOnce) {
      const group = turns.slice(start, start + atOnce);
      report(`${title}, round ${round + 1} of ${count}: ${group.join(', ')}`);
      await Promise.all(group.map(async (name) => results.get(name)?.push(await run(name))));
    }
  }
  return results;
}

function rotate<T>(list: readonly T[], by: number): readonly T[] {
  const start = by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}
