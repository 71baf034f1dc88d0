import { compare, type Spread } from './runner/spread.ts';
import type { Results } from './report/results.ts';

/** What the library should reach: a ratio of two clients, or of two scenes of one client. */
export interface Target {
  readonly what: string;
  /** The most that it may be. */
  readonly limit: number;
  readonly measured: Spread;
}

/** The targets, most important first. */
export function targets(results: Results): readonly Target[] {
  const values = (scene: string, client: string) => results.get(scene)?.get(client) ?? [];
  const against = (
    what: string,
    limit: number,
    own: [string, string],
    other: [string, string],
  ) => ({
    what,
    limit,
    measured: compare(values(...own), values(...other), (value, base) => value / base),
  });
  const cpu = (perPage: number, limit: number) => {
    const scene = `CPU at ${perPage} a page`;
    return against(
      `${scene}: conversations$ / bare loop`,
      limit,
      [scene, 'plain'],
      [scene, 'bare'],
    );
  };
  const flat = (client: string) => {
    const [few, many] = ['live heap at 30,000', 'live heap at 300,000'] as const;
    return against(`live heap, ten times as many: ${client}`, 1.1, [many, client], [few, client]);
  };
  const working = 'working consumer';
  return [
    cpu(150, 1.05),
    cpu(20, 1.1),
    against(`${working}: prefetch / expand`, 0.6, [working, 'prefetch'], [working, 'expand']),
    against('everything: export / conversations$', 1 / 6, ['search', 'export'], ['list', 'plain']),
    flat('process'),
    flat('iterate'),
  ];
}
