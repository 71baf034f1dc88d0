import { LABELS } from '../runner/clients.ts';
import type { Sample } from '../runner/sample.ts';
import { compare, spread } from '../runner/spread.ts';
import type { Measurements } from '../works/measurements.ts';
import type { Samples } from '../works/samples.ts';
import { count, number, range, ratio } from './format.ts';
import type { Table } from './table.ts';
import { isMet, targets } from './targets.ts';

const MB = 1e6;

export function targetsTable(measurements: Measurements): Table {
  return {
    title: 'Targets',
    head: ['what', 'target', 'measured', 'met'],
    rows: targets(measurements).map((target) => {
      const { what, limit, measured, format } = target;
      return [what, `≤ ${limit}`, range(measured, format), isMet(target) ? 'yes' : '**no**'];
    }),
  };
}

export function fullSpeedTable({ fullSpeed, plan }: Measurements): Table {
  return {
    title: `(a) ${count(plan.fullSpeed.count)} conversations, no latency`,
    head: ['client', 'CPU, µs each', 'wall, ms', 'peak memory, MB', 'peak heap, MB'],
    rows: rowsOf(fullSpeed, [
      ({ cpu, received }) => (1000 * cpu) / received,
      ({ wall }) => wall,
      ({ rss }) => rss / MB,
      ({ heap }) => heap / MB,
    ]),
  };
}

export function firstPageTable({ firstPage }: Measurements): Table {
  return {
    title: '(a) The first page alone, in a fresh process',
    head: ['client', 'first conversation, ms', 'CPU, ms'],
    rows: rowsOf(firstPage, [({ first }) => first, ({ cpu }) => cpu]),
  };
}

export function slowWireTable({ slowWire, plan }: Measurements): Table {
  return {
    title: `(b) ${count(plan.slowWire.count)} conversations over a slow wire`,
    head: ['client', 'wall, ms', 'first conversation, ms', 'CPU, ms'],
    rows: rowsOf(slowWire, [({ wall }) => wall, ({ first }) => first, ({ cpu }) => cpu]),
  };
}

export function everythingTable({ everything, plan }: Measurements): Table {
  const base = (everything.get('plain') ?? []).map(({ wall }) => wall);
  return {
    title: `(b) All of ${count(plan.everything.count)} conversations over the same wire`,
    head: ['client', 'wall, s', 'requests', 'times as fast as conversations$'],
    rows: [...everything].map(([client, samples]) => {
      const walls = samples.map(({ wall }) => wall);
      return [
        LABELS[client],
        range(spread(walls.map((wall) => wall / 1000))),
        range(spread(samples.map(({ requests }) => requests))),
        range(
          compare(base, walls, (plain, own) => plain / own),
          ratio,
        ),
      ];
    }),
  };
}

export function slowConsumerTable({ slowConsumer, plan }: Measurements): Table {
  return {
    title: '(c) A slow consumer',
    head: [
      'client',
      'conversations',
      `peak memory at ${count(plan.slowConsumer.few)}, MB`,
      'peak memory at all, MB',
      'growth',
    ],
    rows: [...slowConsumer.peak].map(([client, growths]) => [
      LABELS[client],
      count(growths[0]?.many.received ?? NaN),
      range(spread(growths.map(({ few }) => few.rss / MB))),
      range(spread(growths.map(({ many }) => many.rss / MB))),
      range(spread(growths.map(({ few, many }) => many.rss / few.rss)), ratio),
    ]),
  };
}

export function liveHeapTable({ slowConsumer, plan }: Measurements): Table {
  const { few, contrast } = plan.slowConsumer;
  return {
    title: '(c) What is really held',
    head: ['client', `live heap at ${count(few)}, MB`, `at ${count(contrast)}, MB`, 'growth'],
    rows: [...slowConsumer.live].map(([client, growths]) => [
      LABELS[client],
      range(spread(growths.map(({ few: short }) => short.live / MB))),
      range(spread(growths.map(({ many }) => many.live / MB))),
      range(spread(growths.map(({ few: short, many }) => many.live / short.live)), ratio),
    ]),
  };
}

export function importsTable({ imports }: Measurements): Table {
  return {
    title: '(d) Import in a fresh process',
    head: ['package', 'ms'],
    rows: [...imports].map(([name, times]) => [name, range(spread(times))]),
  };
}

export function bundlesTable({ bundles }: Measurements): Table {
  return {
    title: '(d) Bundle, minified, Brotli, without rxjs and cross-fetch',
    head: ['import', 'kB'],
    rows: [
      ['everything', number(bundles.everything / 1000)],
      ['`conversations$`', number(bundles.conversations / 1000)],
    ],
  };
}

function rowsOf(
  samples: Samples,
  columns: readonly ((sample: Sample) => number)[],
): readonly (readonly string[])[] {
  return [...samples].map(([client, list]) => [
    LABELS[client],
    ...columns.map((column) => range(spread(list.map(column)))),
  ]);
}
