/** A scene and a client. */
type Measured = readonly [scene: string, client: string];

/** What the library should reach: a ratio of two clients, or of two scenes of one client. */
export interface Target {
  readonly what: string;
  /** The most that it may be; `null` where it is only told. */
  readonly limit: number | null;
  readonly own: Measured;
  readonly other: Measured;
}

const WORKING = 'working consumer';

/** The targets, most important first; those that were not measured do not count. */
export const TARGETS: readonly Target[] = [
  cpu(150, 'plain', 1.05),
  cpu(20, 'plain', 1.1),
  target('prefetch / expand', 0.6, [WORKING, 'prefetch'], [WORKING, 'textbook']),
  target('export / conversations$', 1 / 6, ['search', 'exportAll'], ['list', 'plain']),
  heap('process$'),
  heap('iterate'),
  cpu(150, 'before', null),
  cpu(20, 'before', null),
];

function target(what: string, limit: number | null, own: Measured, other: Measured): Target {
  return { what: `${own[0]}: ${what}`, limit, own, other };
}

function heap(client: string): Target {
  const [many, few] = ['live heap at 300,000', 'live heap at 30,000'] as const;
  return target(`${client}, ten times as many`, 1.1, [many, client], [few, client]);
}

function cpu(perPage: number, client: string, limit: number | null): Target {
  const scene = `CPU at ${perPage} a page`;
  return target(`${client} / bare loop`, limit, [scene, client], [scene, 'bare']);
}
