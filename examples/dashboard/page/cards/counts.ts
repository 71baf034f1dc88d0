import { make } from '../dom.ts';
import { capitalize, formatCount, formatShare } from '../format.ts';
import { STATES, type Tally } from '../tally.ts';

/** One tile for all, and one for each state. */
export function createCounts(root: HTMLElement): (tally: Tally) => void {
  const tiles = ['loaded', ...STATES].map((name) => {
    const value = make('dd', { class: 'value' }, '0');
    const share = make('dd', { class: 'muted' });
    const tile = make(
      'div',
      { class: `card tile ${name}` },
      make('dt', {}, capitalize(name)),
      value,
      share,
    );
    return { tile, value, share };
  });
  root.replaceChildren(...tiles.map(({ tile }) => tile));
  return ({ count, byState }) => {
    const values = [count, ...STATES.map((state) => byState[state])];
    tiles.forEach(({ tile, value, share }, index) => {
      const amount = values[index] ?? 0;
      value.textContent = formatCount(amount);
      share.textContent = index === 0 || count === 0 ? '' : formatShare(amount / count);
      // Of states that the API has added since, only when there are any.
      tile.hidden = tile.classList.contains('other') && amount === 0;
    });
  };
}
