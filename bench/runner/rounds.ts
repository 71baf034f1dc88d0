import { report } from './report.ts';

/**
 * Takes turns: in each round everybody once, and each round starts with another one, so that what
 * the machine does meanwhile meets all of them alike.
 *
 * @returns for each, its results by round
 */
export async function rounds<Name extends string, Result>(
  title: string,
  names: readonly Name[],
  count: number,
  run: (name: Name) => Promise<Result>,
): Promise<ReadonlyMap<Name, readonly Result[]>> {
  const results = new Map(names.map((name): [Name, Result[]] => [name, []]));
  for (let round = 0; round < count; round += 1) {
    for (const name of rotate(names, round)) {
      report(`${title}, round ${round + 1} of ${count}: ${name}`);
      results.get(name)?.push(await run(name));
    }
  }
  return results;
}

function rotate<T>(list: readonly T[], by: number): readonly T[] {
  const start = by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}
