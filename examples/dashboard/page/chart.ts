import uPlot from 'uplot';
import { make } from './dom.ts';
import { formatCount } from './format.ts';

/** One part of each bar. */
export interface Part {
  readonly name: string;
  /** The CSS custom property that holds its colour. */
  readonly color: string;
}

/** What bars show: `values` has a list for each part, and each list a number for each label. */
export interface Bars {
  readonly labels: readonly string[];
  readonly values: readonly (readonly number[])[];
  /** The chart in a sentence, for those who do not see it. */
  readonly summary: string;
}

/** How a chart looks. */
export interface ChartConfig {
  /** From the bottom up. */
  readonly parts: readonly Part[];
  /** Every how many bars there may be a label: what fits of these. */
  readonly steps: readonly number[];
  /** The width of a bar as a share of its place. */
  readonly width: number;
}

const HEIGHT = 216;
const FONT = '12px "Inter Variable", sans-serif';

/** A chart of stacked bars, which fills the width of its place. */
export function createChart(
  root: HTMLElement,
  { parts, steps, width }: ChartConfig,
): (bars: Bars) => void {
  const hint = make('div', { class: 'hint number', hidden: '' });
  const empty = make('p', { class: 'empty muted' }, 'Nothing has arrived yet.');
  const frame = make('div', { class: 'chart', role: 'img' }, hint, empty);
  root.prepend(frame);
  let shown: Bars = { labels: [], values: [], summary: '' };

  const label = (index: number): string => shown.labels[index] ?? '';
  const isEmpty = (): boolean => !shown.values.flat().some((count) => count > 0);
  const ink = (name: string) => (): string => getComputedStyle(root).getPropertyValue(name).trim();
  const axis: uPlot.Axis = {
    font: FONT,
    stroke: ink('--muted'),
    ticks: { show: false },
    grid: { stroke: () => (isEmpty() ? 'transparent' : ink('--line')()), width: 1 },
  };

  const chart = new uPlot(
    {
      width: Math.max(1, frame.clientWidth),
      height: HEIGHT,
      padding: [12, 6, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      scales: {
        x: { time: false, range: () => [-0.6, Math.max(1, shown.labels.length) - 0.4] },
        y: { range: (_, __, max) => [0, Math.max(5, max * 1.08)] },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          incrs: [...steps],
          space: 52,
          size: 28,
          values: (_, splits) => splits.map(label),
        },
        {
          ...axis,
          size: 42,
          values: (_, splits) => splits.map((count) => (isEmpty() ? '' : formatCount(count))),
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000],
        },
      ],
      // Stacked: the highest sum is drawn first, and the lower ones over it.
      series: [
        {},
        ...[...parts].reverse().map(({ name, color }): uPlot.Series => {
          const paths = uPlot.paths.bars?.({ size: [width, 64] });
          return {
            label: name,
            fill: ink(color),
            width: 0,
            points: { show: false },
            ...(paths && { paths }),
          };
        }),
      ],
      hooks: {
        setCursor: [
          ({ cursor: { idx, left = -1 } }) => {
            const isOver = idx != null && left >= 0 && idx < shown.labels.length;
            hint.hidden = !isOver;
            if (!isOver) return;
            const numbers = parts
              .map(({ name }, part) => ({ name, count: at(shown.values[part], idx) }))
              .filter(({ count }) => count > 0)
              .map(({ name, count }) => `${formatCount(count)} ${name}`);
            hint.textContent = `${label(idx)}: ${numbers.join(', ') || 'none'}`;
          },
        ],
      },
    },
    [[], ...parts.map(() => [])],
    frame,
  );

  new ResizeObserver(() => {
    chart.setSize({ width: frame.clientWidth, height: HEIGHT });
  }).observe(frame);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    chart.redraw();
  });

  return (bars) => {
    shown = bars;
    empty.hidden = !isEmpty();
    frame.setAttribute('aria-label', bars.summary);
    const sums = parts.map((_, top) =>
      bars.labels.map((_label, index) =>
        bars.values.slice(0, top + 1).reduce((sum, values) => sum + at(values, index), 0),
      ),
    );
    chart.setData([bars.labels.map((_, index) => index), ...sums.reverse()]);
  };
}

function at(values: readonly number[] | undefined, index: number): number {
  return values?.[index] ?? 0;
}
