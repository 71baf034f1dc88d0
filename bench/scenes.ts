import type { Sample, Work } from './runner/work.ts';

/** The clients: the file of `clients/` that exports each, and what table and chart call it. */
export const CLIENTS: Readonly<Record<string, readonly [file: string, label: string]>> = {
  bare: ['bare', 'bare `fetch` loop'],
  textbook: ['expand', 'textbook `expand()`'],
  list: ['sdk', 'intercom-client'],
  search: ['sdk', 'intercom-client, search'],
  steps: ['steps', 'steps of 30 days, 8 at once'],
  plain: ['library', '`conversations$`'],
  before: ['library', '`conversations$`, an earlier commit'],
  prefetch: ['library', '`conversations$`, `prefetch`'],
  process$: ['library', '`processConversations$`'],
  iterate: ['library', '`iterateConversations`'],
  exportAll: ['library', '`exportConversations$`, 8 ranges at once'],
};

/** One thing that is measured, for several clients in one run. */
export interface Scene {
  readonly name: string;
  /** The head of its column. */
  readonly title: string;
  readonly clients: readonly string[];
  readonly work: Work;
  readonly rounds: number;
  /** How many clients run at once: two where they wait nearly all the time. */
  readonly atOnce: number;
  readonly measure: (sample: Sample) => number;
}

const FULL_SPEED = { firstByte: 0, body: 0, every: 0, wait: 0 } as const;
const WIRE = { ...FULL_SPEED, perPage: 150, firstByte: 150, body: 250 } as const;
const HEAP = { ...FULL_SPEED, perPage: 150, every: 150, wait: 30, lookAtHeap: true } as const;
const CPU = ['bare', 'textbook', 'list', 'plain', 'prefetch', 'process$', 'iterate'] as const;
const WORKERS = ['textbook', 'list', 'plain', 'prefetch', 'process$', 'iterate'] as const;

/**
 * The scenes, each with a size of its own.
 *
 * @param scale - 1 for the report; less for a look in passing
 * @param before - another commit, which is measured too
 */
export function scenes(scale: number, before?: string): readonly Scene[] {
  const count = (conversations: number): number => Math.ceil((conversations * scale) / 150) * 150;
  const turns = (rounds: number): number => Math.max(1, Math.floor(rounds * scale));
  const cpu = (perPage: number): Scene => ({
    name: `CPU at ${perPage} a page`,
    title: `CPU at ${perPage} a page, µs a conversation`,
    clients: [...CPU, ...(before === undefined ? [] : ['before'])],
    work: { ...FULL_SPEED, count: count(60_000), perPage },
    rounds: turns(9),
    atOnce: 1,
    measure: (sample) => (1000 * sample.cpu) / count(60_000),
  });
  const wall = (name: string, clients: readonly string[], rounds: number, work: Work): Scene => ({
    name,
    title: `${work.count.toLocaleString('en-US')} over the slow wire, ${name}, s`,
    clients,
    work: { ...work, count: count(work.count) },
    rounds: turns(rounds),
    atOnce: 2,
    measure: (sample) => sample.wall / 1000,
  });
  const heap = (conversations: number): Scene => ({
    name: `live heap at ${conversations.toLocaleString('en-US')}`,
    title: `live heap at ${conversations.toLocaleString('en-US')}, MB`,
    clients: ['bare', 'textbook', 'list', 'process$', 'iterate'],
    work: { ...HEAP, count: count(conversations) },
    rounds: 1,
    atOnce: 2,
    measure: ({ live }) => live / 1e6,
  });
  return [
    cpu(150),
    cpu(20),
    wall('working consumer', WORKERS, 3, { ...WIRE, count: 3000, every: 150, wait: 100 }),
    wall('list', ['plain', 'prefetch'], 2, { ...WIRE, count: 30_000 }),
    wall('search', ['search', 'steps', 'exportAll'], 2, { ...WIRE, count: 30_000, isSearch: true }),
    heap(30_000),
    heap(300_000),
  ];
}
