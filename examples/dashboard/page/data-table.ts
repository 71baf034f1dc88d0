import { make } from './dom.ts';

/** Rows of cells; the first cell of each names it. */
export type Rows = readonly (readonly string[])[];

/**
 * The numbers of a chart as a table, behind a disclosure. It is filled only while it is open.
 *
 * @param caption - what the table says
 * @param columns - their names
 */
export function createDataTable(
  root: HTMLElement,
  caption: string,
  columns: readonly string[],
): (rows: Rows) => void {
  const body = make('tbody');
  const head = make('tr', {}, ...columns.map((name) => make('th', { scope: 'col' }, name)));
  const details = make(
    'details',
    { class: 'data' },
    make('summary', {}, 'Show as a table'),
    make(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `${caption}, as a table` },
      make(
        'table',
        {},
        make('caption', { class: 'unseen' }, caption),
        make('thead', {}, head),
        body,
      ),
    ),
  );
  root.append(details);
  let shown: Rows = [];
  const fill = (): void => {
    if (details.open) body.replaceChildren(...shown.map(makeRow));
  };
  details.addEventListener('toggle', fill);
  return (rows) => {
    shown = rows;
    fill();
  };
}

function makeRow([name = '', ...cells]: readonly string[]): HTMLElement {
  const header = make('th', { scope: 'row' }, name);
  return make('tr', {}, header, ...cells.map((cell) => make('td', { class: 'number' }, cell)));
}
