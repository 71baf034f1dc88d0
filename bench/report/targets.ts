import type { ClientName } from '../runner/clients.ts';
import type { Sample } from '../runner/sample.ts';
import { compare, spread, type Spread } from '../runner/spread.ts';
import type { Measurements } from '../works/measurements.ts';
import type { Samples } from '../works/samples.ts';
import { number, ratio } from './format.ts';

/** Something the library promises, and what came of it. */
export interface Target {
  readonly what: string;
  readonly limit: number;
  readonly measured: Spread;
  readonly format: (value: number) => string;
}

/** A target is judged by its median. */
export function isMet({ limit, measured }: Target): boolean {
  return measured.median <= limit;
}

/** The targets, most important first. */
export function targets(measurements: Measurements): readonly Target[] {
  const { fullSpeed, firstPage, slowWire, everything, slowConsumer, imports, bundles } =
    measurements;
  const times = (what: string, limit: number, measured: Spread): Target => {
    return { what, limit, measured, format: ratio };
  };
  const amount = (what: string, limit: number, measured: Spread): Target => {
    return { what, limit, measured, format: number };
  };
  const pulling = ['process', 'process+prefetch', 'iterate'] as const;
  return [
    times('CPU: plain / bare fetch loop', 1.05, against(fullSpeed, 'cpu', 'plain', 'bare')),
    times('CPU: plain / official SDK', 0.75, against(fullSpeed, 'cpu', 'plain', 'sdk')),
    times('wall in (b): prefetch / expand', 0.6, against(slowWire, 'wall', 'prefetch', 'expand')),
    times(
      'wall in (b): prefetch / official SDK',
      0.6,
      against(slowWire, 'wall', 'prefetch', 'sdk'),
    ),
    times(
      'wall of everything in (b): export, N = 8 / plain',
      0.167,
      against(everything, 'wall', 'export', 'plain'),
    ),
    times(
      'first conversation: plain / bare fetch loop',
      1.05,
      against(firstPage, 'first', 'plain', 'bare'),
    ),
    ...pulling.map((client) => {
      const growths = slowConsumer.peak.get(client) ?? [];
      const growth = growths.map(({ few, many }) => many.rss / few.rss);
      return times(`peak memory in (c), many / few: ${client}`, 1.15, spread(growth));
    }),
    amount(
      "import beyond rxjs's own, ms",
      15,
      compare(imports.get('rx-intercom') ?? [], imports.get('rxjs') ?? [], (all, own) => all - own),
    ),
    amount('bundle of everything, kB Brotli', 6, spread([bundles.everything / 1000])),
    amount('bundle of conversations$ alone, kB Brotli', 4, spread([bundles.conversations / 1000])),
  ];
}

function against(
  samples: Samples,
  measure: keyof Sample,
  client: ClientName,
  other: ClientName,
): Spread {
  const of = (name: ClientName) => (samples.get(name) ?? []).map((sample) => sample[measure]);
  return compare(of(client), of(other), (value, base) => value / base);
}
