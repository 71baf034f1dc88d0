import { init } from 'echarts';
import { spread } from '../runner/spread.ts';
import { CLIENTS, type Scene } from '../scenes.ts';
import type { Results } from './results.ts';

const OURS = '#b7178c';
const OTHERS = '#9aa4b2';
const TEXT = { fontSize: 12, color: '#1f2733' };
const [WIDTH, HEIGHT, LABELS, BAR] = [480, 290, 230, 27] as const;
const SHOWN = ['CPU at 150 a page', 'CPU at 20 a page', 'working consumer', 'search'];

/** Draws four columns of the table. Shorter is better everywhere. */
export function chart(scenes: readonly Scene[], results: Results): string {
  const panels = scenes
    .filter(({ name }) => SHOWN.includes(name))
    .map(({ name, title }, index) => ({
      title: title.replace(', search', ''),
      left: (index % 2) * WIDTH + 20,
      top: Math.floor(index / 2) * HEIGHT + 50,
      // The search and the list read the same workspace.
      bars: [name, ...(name === 'search' ? ['list'] : [])].flatMap((scene) =>
        [...(results.get(scene) ?? [])].map(([client, values]) => {
          const [file, label] = CLIENTS[client] ?? ['', client];
          return {
            label: label.replaceAll('`', ''),
            value: Number(spread(values).median.toPrecision(3)),
            itemStyle: { color: file === 'library' ? OURS : OTHERS },
          };
        }),
      ),
    }));
  const size = { width: 2 * WIDTH, height: 2 * HEIGHT + 20 };
  const drawing = init(null, null, { renderer: 'svg', ssr: true, ...size });
  drawing.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: 'system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif' },
    title: [
      { title: 'Shorter is better; coloured bars: rx-intercom', left: 20, top: 16 },
      ...panels,
    ].map(({ title, left, top }) => ({ text: title, left, top, padding: 0, textStyle: TEXT })),
    grid: panels.map(({ left, top, bars }) => ({
      left: left + LABELS,
      top: top + 30,
      width: WIDTH - LABELS - 90,
      height: BAR * bars.length,
    })),
    xAxis: panels.map((_, gridIndex) => ({ type: 'value', show: false, min: 0, gridIndex })),
    yAxis: panels.map(({ bars }, gridIndex) => ({
      type: 'category',
      inverse: true,
      gridIndex,
      data: bars.map(({ label }) => label),
      axisTick: { show: false },
      axisLabel: TEXT,
    })),
    series: panels.map(({ bars }, index) => ({
      type: 'bar',
      barWidth: 16,
      xAxisIndex: index,
      yAxisIndex: index,
      label: { show: true, position: 'right', ...TEXT },
      data: bars.map(({ value, itemStyle }) => ({ value, itemStyle })),
    })),
  });
  return drawing.renderToSVGString();
}
