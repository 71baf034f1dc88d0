import { describe, expect, it } from '@jest/globals';
import { of } from 'rxjs';
import { InvalidOptionsError } from '../../lib/errors/invalid-options-error.ts';
import { ListOrderError } from '../../lib/errors/list-order-error.ts';
import { PaginationStalledError } from '../../lib/errors/pagination-stalled-error.ts';
import { readPass } from '../../lib/lists/read-pass.ts';
import type { Row } from '../../lib/paging/delivered.ts';
import { LAST_UPDATED } from '../../lib/paging/order.ts';
import { passSince, startAfter, type Position } from '../../lib/paging/position.ts';
import type { Load } from '../../lib/paging/prefetch.ts';
import { collect } from '../helpers/collect.ts';
import { marbles } from '../helpers/marbles.ts';
import { rows } from '../helpers/rows.ts';
import { delivered } from '../paging/positions.ts';
import { contextOf, ids, names, passConfig, prepare, requested } from './fake-list.ts';
import { whole, type Loading } from './fake-list.ts';

const ORDERS = {
  ignored: null,
  reported: { ...LAST_UPDATED, isRequired: false },
  required: LAST_UPDATED,
};

type Order = keyof typeof ORDERS;

/** Reads pages of these rows at once; the cursors of the pages after the first are B, C and so on. */
function readPages(order: Order, pages: readonly string[], position: Position = startAfter(null)) {
  const cursors = [position.cursor, 'B', 'C', 'D'];
  const prepared = pages.map((text, index) => {
    const cursor = cursors[index] ?? null;
    const next = index === pages.length - 1 ? null : (cursors[index + 1] ?? null);
    return [cursor ?? 'A', of(whole(cursor, text, next))] as const;
  });
  const load = prepare(Object.fromEntries(prepared));
  return collect(
    readPass({ position, wanted: Infinity }, passConfig(load, { order: ORDERS[order] })),
  );
}

describe('the order that readPass relies on', () => {
  it.each<[Order, boolean | null]>([
    ['ignored', null],
    ['reported', true],
    ['required', true],
  ])('should be said of each page that keeps it, when it is %s: %s', (order, isOrdered) => {
    const { values, state } = readPages(order, ['a9 b9', '', 'c9 d6', 'e6']);
    expect(state).toBe('complete');
    expect(values.map(({ page }) => page?.isOrdered)).toEqual(Array(4).fill(isOrdered));
  });

  const disorders: [string, readonly string[], number, string][] = [
    ['within a page', ['a9 b8', 'c7 d8'], 1, 'd'],
    ['from one page to the next', ['a9 b8', 'c9 d8'], 1, 'c'],
    ['after an empty page', ['a9 b8', '', 'c9'], 2, 'c'],
    ['on the first page', ['a8 b9', 'c7'], 0, 'b'],
  ];

  it.each(disorders)('should be required of each page: %s', (_, pages, index, id) => {
    const { values, error } = readPages('required', pages);
    expect(values).toHaveLength(index);
    expect(error).toBeInstanceOf(ListOrderError);
    expect(error).toMatchObject({
      conversationId: id,
      ...contextOf([null, 'B', 'C'][index] ?? null),
    });
  });

  it.each(disorders)('should be reported of each page: %s', (_, pages, index) => {
    const { values, state } = readPages('reported', pages);
    expect(state).toBe('complete');
    expect(values.map(({ page }) => page?.isOrdered)).toEqual(pages.map((__, at) => at !== index));
  });

  it.each(disorders)('should not matter otherwise: %s', (_, pages) => {
    const { values, state } = readPages('ignored', pages);
    expect(state).toBe('complete');
    expect(values.map(({ page }) => page?.isOrdered)).toEqual(pages.map(() => null));
  });

  it('should be that of the pages since the position, which knows no row before it', () => {
    const { state } = readPages('required', ['a9'], { ...startAfter('A'), page: 2, newest: 5 });
    expect(state).toBe('complete');
  });

  it.each<[Order, string]>([
    ['ignored', 'a9'],
    ['reported', 'a9 b10'],
    ['required', 'a9'],
  ])('should decide which rows are remembered, when it is %s', (order, remembered) => {
    const pages = order === 'reported' ? ['a9', 'b10 c8'] : ['a9', 'c8'];
    const { values } = readPages(order, [...pages, 'd7']);
    expect(values[1]?.page?.after.position.delivered.toMap()).toEqual(
      delivered(remembered).toMap(),
    );
  });

  it.each<[Order, boolean]>([
    ['ignored', false],
    ['reported', true],
    ['required', true],
  ])('should need the time of each row, when it is %s: %s', (order, isNeeded) => {
    const { page, ...rest } = whole('B', 'b8', null);
    const items = [...rows('b8'), { id: 'c' } as Row];
    const B = of({ ...rest, page: page && { ...page, items } });
    const load = prepare({ A: of(whole(null, 'a9', 'B')), B });
    const { values, error } = collect(
      readPass(
        { position: startAfter(null), wanted: Infinity },
        passConfig(load, { order: ORDERS[order] }),
      ),
    );
    expect(values).toHaveLength(isNeeded ? 1 : 2);
    expect(error instanceof ListOrderError && error.conversationId).toBe(isNeeded ? 'c' : false);
  });

  it.each<[Order, boolean]>([
    ['ignored', false],
    ['reported', true],
    ['required', true],
  ])('should need cursors that name rows, when it is %s: %s', (order, isNeeded) => {
    const url = 'https://api.intercom.io/conversations?page=2';
    const load = prepare({ A: of(whole(null, 'a9', url)), [url]: of(whole(url, 'b8', null)) });
    const config = passConfig(load, { order: ORDERS[order] });
    const { values, error } = collect(
      readPass({ position: startAfter(null), wanted: Infinity }, config),
    );
    expect(values).toHaveLength(isNeeded ? 0 : 2);
    expect(error instanceof InvalidOptionsError && error.field).toBe(isNeeded ? 'version' : false);
  });
});

describe('a cursor that comes back to readPass', () => {
  it.each<[string, string | null, Readonly<Record<string, string>>, readonly string[]]>([
    ['its own', null, { A: 'B', B: 'B' }, ['A', 'B']],
    ['that of an earlier page', null, { A: 'B', B: 'C', C: 'B' }, ['A', 'B', 'C']],
    ['its own at the start', 'B', { B: 'B' }, ['B']],
    ['that of the start', 'B', { B: 'C', C: 'B' }, ['B', 'C']],
  ])('should be an error in place of the page that names it: %s', (_, start, next, visited) => {
    const pages = Object.entries(next).map(
      ([cursor, to]) => [cursor, of(whole(cursor === 'A' ? null : cursor, 'a9', to))] as const,
    );
    const load = prepare(Object.fromEntries(pages));
    const result = collect(
      readPass({ position: startAfter(start), wanted: Infinity }, passConfig(load)),
    );
    const last = visited.at(-1) ?? 'A';
    expect(requested(load)).toEqual(visited.map((cursor) => `${cursor} Infinity`));
    expect(result.values.map(({ page }) => page && ids(page))).toEqual(visited.slice(1).fill('a'));
    expect(result.error).toBeInstanceOf(PaginationStalledError);
    expect(result.error).toMatchObject({ cursor: next[last], ...contextOf(last) });
  });

  it('should end the request whose page names it', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const values = { a: whole(null, 'a9', 'B'), b: whole('B', 'b8', 'B') };
      const B = cold('-b-----|', values);
      const load = prepare({ A: cold('-(a|)', values), B });
      const step$ = readPass({ position: startAfter(null), wanted: Infinity }, passConfig(load));
      const error = new PaginationStalledError(contextOf('B'), 'B');
      expectObservable(names(step$), '^--------!').toBe('-a#', undefined, error);
      expectSubscriptions(B.subscriptions).toBe('-^!');
    });
  });

  it('should be an error, too, where a hundred pages bring nothing new', () => {
    let count = 0;
    const load: Load<Loading> = ({ cursor }) => {
      count += 1;
      return of(whole(cursor, count === 1 ? 'a9' : '', `${count}`));
    };
    const result = collect(
      readPass({ position: startAfter(null), wanted: Infinity }, passConfig(load)),
    );
    expect(result.values).toHaveLength(100);
    expect(result.error).toBeInstanceOf(PaginationStalledError);
    expect(result.error).toMatchObject({ cursor: '101', ...contextOf('100') });
  });

  it('should be no error when the list is read again', () => {
    const load = prepare({ A: of(whole(null, 'a9', 'B')), B: of(whole('B', 'b8', null)) });
    const config = passConfig(load);
    const step$ = readPass({ position: passSince(null), wanted: Infinity }, config);
    expect([collect(step$).state, collect(step$).state]).toEqual(['complete', 'complete']);
  });
});
