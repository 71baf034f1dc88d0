import { CLIENTS, type Scene } from '../scenes.ts';
import { spread } from '../runner/spread.ts';
import { renderSvg } from './render-svg.mjs';
import type { Results } from './results.ts';

const OURS = '#b7178c';
const OTHERS = '#9aa4b2';
const FOREIGN = ['bare', 'expand', 'sdk', 'sdk-search', 'steps'];
const PANEL = { width: 480, height: 290, labels: 230, bar: 27 } as const;
const SHOWN = ['CPU at 150 a page', 'CPU at 20 a page', 'working consumer', 'search'];

/** Draws four columns of the table. Shorter is better everywhere. */
export function chart(scenes: readonly Scene[], results: Results): string {
  const panels = SHOWN.map((name, index) => {
    const medians = [...(results.get(name) ?? []), ...(name === 'search' ? list(results) : [])];
    return {
      title:
        scenes.find((scene) => scene.name === name)?.title.replace(' of the search', '') ?? name,
      left: (index % 2) * PANEL.width + 20,
      top: Math.floor(index / 2) * PANEL.height + 50,
      bars: medians.map(([client, values]) => ({ client, value: spread(values).median })),
    };
  });
  const option = {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: 'system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif' },
    title: [
      title('Shorter is better; rx-intercom is the coloured one', 20, 16, 400),
      ...panels.map(({ title: text, left, top }) => title(text, left, top, 600)),
    ],
    grid: panels.map(({ left, top, bars }) => ({
      left: left + PANEL.labels,
      top: top + 30,
      width: PANEL.width - PANEL.labels - 90,
      height: PANEL.bar * bars.length,
    })),
    xAxis: panels.map((_, gridIndex) => ({ type: 'value', show: false, min: 0, gridIndex })),
    yAxis: panels.map(({ bars }, gridIndex) => ({
      type: 'category',
      inverse: true,
      gridIndex,
      data: bars.map(({ client }) => CLIENTS[client]?.replaceAll('`', '')),
      axisLine: { lineStyle: { color: '#c5ccd6' } },
      axisTick: { show: false },
      axisLabel: { fontSize: 12, color: '#1f2733' },
    })),
    series: panels.map(({ bars }, index) => ({
      type: 'bar',
      barWidth: 16,
      xAxisIndex: index,
      yAxisIndex: index,
      label: { show: true, position: 'right', fontSize: 12, color: '#1f2733' },
      data: bars.map(({ client, value }) => ({
        value: Number(value.toPrecision(3)),
        itemStyle: { color: FOREIGN.includes(client) ? OTHERS : OURS },
      })),
    })),
  };
  return renderSvg(option, 2 * PANEL.width, 2 * PANEL.height + 20);
}

function list(results: Results): ReadonlyMap<string, readonly number[]> {
  return results.get('list') ?? new Map();
}

function title(text: string, left: number, top: number, fontWeight: number) {
  return { text, left, top, padding: 0, textStyle: { fontSize: 14, fontWeight, color: '#1f2733' } };
}
