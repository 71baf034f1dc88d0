import { make } from '../dom.ts';
import { formatCount, formatWait } from '../format.ts';
import type { LogEntry, State } from '../state.ts';

type Way = Pick<State, 'requests' | 'retries' | 'waited' | 'log'>;

/** What there was to do besides: waits for the rate limit, and requests made again. */
export function createLog(root: HTMLElement): (way: Way) => void {
  const numbers = make('dl', { class: 'numbers' });
  const entries = make('ol', { class: 'log' });
  root.replaceChildren(numbers, entries);
  return ({ requests, retries, waited, log }) => {
    numbers.replaceChildren(
      makeNumber('Requests', formatCount(requests)),
      makeNumber('Retries', formatCount(retries)),
      makeNumber('Waited', formatWait(waited)),
    );
    entries.replaceChildren(...log.map(makeEntry));
    entries.hidden = log.length === 0;
  };
}

function makeNumber(name: string, value: string): HTMLElement {
  return make('div', {}, make('dt', { class: 'muted' }, name), make('dd', {}, value));
}

function makeEntry({ kind, page, duration, reason }: LogEntry): HTMLElement {
  const text = `${kind === 'wait' ? 'Waits' : 'Asks again in'} ${formatWait(duration)}`;
  return make(
    'li',
    {},
    make('span', { class: 'muted number' }, `Page ${formatCount(page)}`),
    make('span', { class: 'number' }, text),
    make('span', { class: 'muted' }, reason),
  );
}
