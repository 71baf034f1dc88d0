import { number } from './format.ts';

/** One client in a panel. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly ours: boolean;
}

/** One of the chart's panels: what it shows and where it stands. */
export interface PanelConfig {
  readonly title: string;
  readonly subtitle: string;
  readonly bars: readonly Bar[];
  readonly column: number;
  readonly row: number;
}

const OURS = '#b7178c';
const OTHERS = '#9aa4b2';
const COLUMN = 480;
const ROW = 340;
const LABELS = 208;
const BAR = 27;

/** The parts of an ECharts option that make a panel of horizontal bars, first on top. */
export function panel({ title, subtitle, bars, column, row }: PanelConfig) {
  const left = column * COLUMN + 20;
  const top = row * ROW + 58;
  return {
    title: {
      text: title,
      subtext: subtitle,
      left,
      top,
      padding: 0,
      itemGap: 5,
      textStyle: { fontSize: 16, fontWeight: 600, color: '#1f2733' },
      subtextStyle: { fontSize: 12, color: '#5b6675' },
    },
    grid: { left: left + LABELS, top: top + 48, width: 168, height: BAR * bars.length },
    xAxis: { type: 'value', show: false, min: 0 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ label }) => label),
      axisLine: { lineStyle: { color: '#c5ccd6' } },
      axisTick: { show: false },
      axisLabel: { fontSize: 12, color: '#1f2733' },
    },
    series: {
      type: 'bar',
      barWidth: 16,
      data: bars.map(({ value, ours }) => ({
        value,
        itemStyle: { color: ours ? OURS : OTHERS },
        label: {
          show: true,
          position: 'right',
          fontSize: 12,
          color: '#1f2733',
          formatter: number(value),
        },
      })),
    },
  };
}
