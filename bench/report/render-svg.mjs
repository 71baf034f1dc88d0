import { init } from 'echarts';

/**
 * Draws a chart without a browser.
 *
 * @param {object} option - of ECharts
 * @param {number} width
 * @param {number} height
 * @returns {string}
 */
export function renderSvg(option, width, height) {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
