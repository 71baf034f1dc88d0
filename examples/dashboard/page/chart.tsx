import { useState } from 'preact/hooks';
import { formatCount } from './words.ts';

/** One part of each bar: its name, and the class that gives it its colour. */
export interface Part {
  readonly name: string;
  readonly color: string;
}

/** One bar. */
export interface Bar {
  readonly label: string;
  /** One number for each part. */
  readonly values: readonly number[];
  /** Whether the numbers may still grow, because not all is loaded: only of the first bars. */
  readonly isPartial?: boolean;
}

interface ChartProps {
  /** From the bottom up. */
  readonly parts: readonly Part[];
  readonly bars: readonly Bar[];
  /** Every how many bars there is a label. */
  readonly step: number;
  /** The chart in a sentence, for those who do not see it. */
  readonly summary: string;
}

/** Stacked bars, which fill the width of their place. */
export function Chart({ parts, bars, step, summary }: ChartProps) {
  const largest = Math.max(5, ...bars.map(({ values }) => sum(values)));
  const ticks = ticksTo(largest);
  const top = 1.08 * largest;
  const percent = (value: number): string => `${(100 * value) / top}%`;
  const partial = bars.filter(({ isPartial = false }) => isPartial).length;
  const isEmpty = bars.every(({ values }) => sum(values) === 0);
  return (
    <div
      class="relative h-54 pt-3 pb-7 ps-10 text-xs text-muted tabular-nums"
      role="img"
      aria-label={summary}
    >
      {isEmpty ? (
        <p class="absolute inset-0 grid place-content-center">Nothing has arrived yet.</p>
      ) : (
        <div class="pointer-events-none absolute inset-x-0 top-3 bottom-7 ms-10">
          <div class="h-full hatch" style={{ width: `${(100 * partial) / bars.length}%` }} />
          {ticks.map((tick) => (
            <div
              key={tick}
              class="tick"
              style={{ bottom: percent(tick) }}
              data-tick={formatCount(tick)}
            />
          ))}
        </div>
      )}
      <div class="flex h-full">
        {bars.map(({ label, values, isPartial = false }, index) => (
          <div
            key={label}
            class="column"
            data-label={index % step === 0 ? label : undefined}
            data-hint={hint(label, parts, values, isPartial)}
          >
            {values.map((value, part) => (
              <div
                class={`relative w-18/25 max-w-14 ${parts[part]?.color ?? ''}`}
                style={{ height: percent(value) }}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

interface DataTableProps {
  readonly caption: string;
  readonly columns: readonly string[];
  /** The first cell of each names it. */
  readonly rows: readonly (readonly string[])[];
}

/** The numbers of a chart as a table, which is filled only while it is open. */
export function DataTable({ caption, columns, rows }: DataTableProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="mt-2 muted" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary class="w-fit cursor-pointer rounded-sm py-1">Show as a table</summary>
      <div
        class="mt-2 max-h-64 overflow-auto text-text"
        tabIndex={0}
        role="region"
        aria-label={`${caption}, as a table`}
      >
        <table class="w-full">
          <caption class="sr-only">{caption}</caption>
          <thead>
            <tr>
              {columns.map((name, index) => (
                <th scope="col" class={index === 0 ? undefined : 'number'}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {isOpen &&
              rows.map(([name, ...cells]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {cells.map((cell) => (
                    <td class="number">{cell}</td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** At most six round numbers, from 0 to the largest. */
function ticksTo(largest: number): readonly number[] {
  const size = 10 ** Math.floor(Math.log10(largest / 5));
  const step =
    [1, 2, 5].map((digit) => digit * size).find((each) => largest / each < 6) ?? 10 * size;
  return Array.from({ length: Math.floor(largest / step) + 1 }, (_, index) => index * step);
}

function hint(
  label: string,
  parts: readonly Part[],
  values: readonly number[],
  isPartial: boolean,
): string {
  const numbers = values
    .map((value, part) => ({ value, name: parts[part]?.name ?? '' }))
    .filter(({ value }) => value > 0)
    .map(({ value, name }) => `${formatCount(value)} ${name}`);
  const all = numbers.join(', ') || 'none';
  return isPartial ? `${label}, not all loaded: ${all}` : `${label}: ${all}`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
