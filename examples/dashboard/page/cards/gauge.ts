import type { RateLimit } from 'rx-intercom';
import { make, makeSvg } from '../dom.ts';
import { formatCount } from '../format.ts';

/** Half a circle, as long as its `pathLength` says. */
const ARC = { d: 'M 10 62 A 50 50 0 0 1 110 62', pathLength: '100' };
const LOW = 0.25;

/** How many requests are left in the window. */
export function createGauge(root: HTMLElement): (rateLimit: RateLimit | null) => void {
  const arc = makeSvg('path', { ...ARC, class: 'arc' });
  const meter = make('div', {
    class: 'gauge',
    role: 'meter',
    'aria-label': 'Requests left',
    'aria-valuemin': '0',
  });
  meter.append(
    makeSvg(
      'svg',
      { viewBox: '0 0 120 70', 'aria-hidden': 'true' },
      makeSvg('path', { ...ARC, class: 'track' }),
      arc,
    ),
  );
  const value = make('p', { class: 'gauge-value' });
  const note = make('p', { class: 'muted gauge-note' });
  root.replaceChildren(meter, value, note);

  return (rateLimit) => {
    const { limit, remaining } = rateLimit ?? { limit: null, remaining: null };
    const isKnown = limit !== null && remaining !== null && limit > 0;
    const share = isKnown ? Math.min(1, remaining / limit) : 0;
    const text = isKnown ? `${formatCount(remaining)} of ${formatCount(limit)}` : 'not known yet';
    arc.setAttribute('stroke-dasharray', `${share * 100} 200`);
    meter.dataset['level'] = share === 0 ? 'none' : share <= LOW ? 'low' : 'good';
    meter.setAttribute('aria-valuemax', String(limit ?? 1));
    meter.setAttribute('aria-valuenow', String(remaining ?? 0));
    meter.setAttribute('aria-valuetext', text);
    value.textContent = isKnown ? formatCount(remaining) : '–';
    note.textContent = isKnown
      ? `of ${formatCount(limit)} requests left in the window`
      : 'Not told yet';
  };
}
