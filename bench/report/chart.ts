import { isOurs, LABELS, type ClientName } from '../runner/clients.ts';
import type { Sample } from '../runner/sample.ts';
import { spread } from '../runner/spread.ts';
import type { Measurements } from '../works/measurements.ts';
import type { Samples } from '../works/samples.ts';
import { count } from './format.ts';
import { panel, type Bar } from './panel.ts';
import { renderSvg } from './render-svg.mjs';

const WIDTH = 960;
const HEIGHT = 720;

const heading = {
  text: 'Shorter is better; rx-intercom is the coloured one',
  left: 20,
  top: 18,
  padding: 0,
  textStyle: { fontSize: 13, fontWeight: 400, color: '#5b6675' },
};

/** Draws what the tables say, as far as it compares clients. Shorter is better everywhere. */
export function chart({
  plan,
  fullSpeed,
  firstPage,
  slowWire,
  slowConsumer,
}: Measurements): string {
  const peaks = [...slowConsumer.peak].map(([client, growths]): Bar => {
    const peak = spread(growths.map(({ many }) => many.rss / 1e6)).median;
    const size = growths[0]?.many.received ?? NaN;
    const note = size === plan.slowConsumer.many ? '' : `, ${count(size)}`;
    return { label: LABELS[client] + note, value: peak, ours: isOurs(client) };
  });
  const panels = [
    panel({
      title: `CPU per conversation, µs`,
      subtitle: `${count(plan.fullSpeed.count)} conversations, no latency`,
      bars: bars(fullSpeed, ({ cpu, received }) => (1000 * cpu) / received),
      column: 0,
      row: 0,
    }),
    panel({
      title: 'Wall time, s',
      subtitle: `${count(plan.slowWire.count)} conversations, slow wire, working consumer`,
      bars: bars(slowWire, ({ wall }) => wall / 1000),
      column: 1,
      row: 0,
    }),
    panel({
      title: 'First conversation, ms',
      subtitle: 'fresh process, no latency, imports apart',
      bars: bars(firstPage, ({ first }) => first),
      column: 0,
      row: 1,
    }),
    panel({
      title: 'Peak memory, MB',
      subtitle: `${count(plan.slowConsumer.many)} conversations, slow consumer`,
      bars: peaks,
      column: 1,
      row: 1,
    }),
  ];
  const option = {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: 'system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif' },
    title: [heading, ...panels.map(({ title }) => title)],
    grid: panels.map(({ grid }) => grid),
    xAxis: panels.map(({ xAxis }, index) => ({ ...xAxis, gridIndex: index })),
    yAxis: panels.map(({ yAxis }, index) => ({ ...yAxis, gridIndex: index })),
    series: panels.map(({ series }, index) => ({
      ...series,
      xAxisIndex: index,
      yAxisIndex: index,
    })),
  };
  return renderSvg(option, WIDTH, HEIGHT);
}

function bars(samples: Samples, value: (sample: Sample) => number): readonly Bar[] {
  return [...samples].map(([client, list]: [ClientName, readonly Sample[]]): Bar => {
    const { median } = spread(list.map(value));
    return { label: LABELS[client], value: median, ours: isOurs(client) };
  });
}
