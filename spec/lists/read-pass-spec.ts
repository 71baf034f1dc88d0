import { describe, expect, it } from '@jest/globals';
import { of, VirtualTimeScheduler } from 'rxjs';
import type { StreamEvent } from '../../lib/events/stream-event.ts';
import type { PassPage } from '../../lib/lists/pass-page.ts';
import { readPass } from '../../lib/lists/read-pass.ts';
import type { Row } from '../../lib/paging/delivered.ts';
import { deliver, passSince, startAfter, type Position } from '../../lib/paging/position.ts';
import { collect } from '../helpers/collect.ts';
import { marbles } from '../helpers/marbles.ts';
import { rows } from '../helpers/rows.ts';
import { delivered, plain } from '../paging/positions.ts';
import {
  contextOf,
  ids,
  names,
  partial,
  passConfig,
  prepare,
  requested,
  whole,
} from './fake-list.ts';

/** A list of five rows, two a page, as marble values; `?` stands for a page that is loading. */
const values = {
  a: whole(null, 'a9 b8', 'B'),
  b: whole('B', 'c7 d6', 'C'),
  c: whole('C', 'e5', null),
  w: partial(null, null),
};
const list = { A: of(values.a), B: of(values.b), C: of(values.c) };
const read = { a: 'ab', b: 'cd', c: 'e', w: '?' };

/** The pages of a pass, read at once. */
function pagesOf(
  load: ReturnType<typeof prepare>,
  position: Position,
  wanted = Infinity,
): readonly PassPage<Row>[] {
  const { values: steps, state, error } = collect(readPass({ position, wanted }, passConfig(load)));
  expect([state, error]).toEqual(['complete', undefined]);
  return steps.flatMap(({ page }) => page ?? []);
}

describe('readPass', () => {
  it('should read page after page, from the position to the end of the list', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const A = cold('--(a|)', values);
      const B = cold('---(b|)', values);
      const C = cold('-(c|)', values);
      const load = prepare({ A, B, C });
      const from = (cursor: string | null) =>
        names(readPass({ position: startAfter(cursor), wanted: Infinity }, passConfig(load)));
      expectObservable(from(null)).toBe('--a--b(c|)', read);
      expectObservable(from('B'), '---------^').toBe('------------b(c|)', read);
      expectSubscriptions(A.subscriptions).toBe('^-!');
      expectSubscriptions(B.subscriptions).toBe(['--^--!', '---------^--!']);
      expectSubscriptions(C.subscriptions).toBe(['-----^!', '------------^!']);
    });
  });

  it('should read afresh for each subscription, and nothing before', () => {
    const load = prepare(list);
    const step$ = readPass({ position: startAfter(null), wanted: Infinity }, passConfig(load));
    expect(load).not.toHaveBeenCalled();
    for (const run of [1, 2]) {
      expect(collect(names(step$)).values).toEqual(['ab', 'cd', 'e']);
      expect(load).toHaveBeenCalledTimes(3 * run);
    }
  });

  it('should say which request it waits for', () => {
    marbles(({ cold, expectObservable }) => {
      const load = prepare({ A: cold('w-w(c|)', values) });
      const step$ = readPass({ position: startAfter(null), wanted: Infinity }, passConfig(load));
      expectObservable(names(step$)).toBe('w-w(c|)', read);
    });
    const load = prepare({ A: of(values.w, whole(null, '', 'B')), B: of(partial('B', null)) });
    const steps = collect(
      readPass({ position: startAfter(null), wanted: Infinity }, passConfig(load)),
    ).values;
    expect(steps.map(({ context }) => context)).toEqual([null, null, 'B'].map(contextOf));
  });

  it('should load each page but the first when it is wanted', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const B = cold('-(b|)', values);
      const load = prepare({ A: cold('-(a|)', values), B, C: cold('-(c|)', values) });
      const whenPageWanted = () => cold('---(r|)');
      const config = passConfig(load, { whenPageWanted });
      const step$ = readPass({ position: startAfter(null), wanted: Infinity }, config);
      expectObservable(names(step$)).toBe('-a---b---(c|)', read);
      expectSubscriptions(B.subscriptions).toBe('----^!');
    });
  });

  it('should end where it meets rows older than those it reads down to', () => {
    const load = prepare(list);
    const [first, second, ...more] = pagesOf(load, passSince(7));
    expect([first, second].map((page) => page && ids(page))).toEqual(['ab', 'c']);
    expect([first, second].map((page) => page?.isOver)).toEqual([false, true]);
    expect(more).toHaveLength(0);
    expect(requested(load)).toEqual(['A Infinity', 'B Infinity']);
  });

  it.each<[string, Position, StreamEvent[]]>([
    ['none for the first reading', startAfter(null), []],
    ['with its end', passSince(7), [{ kind: 'pass', number: 1, since: 7 }]],
    ['to the end of the list', passSince(null), [{ kind: 'pass', number: 1, since: null }]],
  ])('should emit an event for a pass: %s', (_, position, expected) => {
    const events: StreamEvent[] = [];
    const step$ = readPass({ position, wanted: Infinity }, passConfig(prepare(list), { events }));
    expect(events).toEqual([]);
    step$.subscribe();
    expect(events).toEqual(expected);
  });

  it('should tell where the walk stands before each page and after it', () => {
    const pages = pagesOf(prepare(list), startAfter(null));
    expect(pages.map(({ before }) => before.cursor)).toEqual([null, 'B', 'C']);
    expect(pages.map(({ after }) => after.position.cursor)).toEqual(['B', 'C', null]);
    expect(pages.map(({ before, after }) => [before.pass, after.position.pass])).toEqual([
      [0, 0],
      [0, 0],
      [0, 1],
    ]);
    expect(pages[0]?.after.position).toBe(pages[1]?.before);
  });
});

describe('a limit of readPass', () => {
  it.each<[number, readonly string[], readonly string[]]>([
    [1, ['A 1'], ['a']],
    [2, ['A 2'], ['ab']],
    [3, ['A 3', 'B 1'], ['ab', 'c']],
    [4, ['A 4', 'B 2'], ['ab', 'cd']],
    [5, ['A 5', 'B 3', 'C 1'], ['ab', 'cd', 'e']],
    [9, ['A 9', 'B 7', 'C 5'], ['ab', 'cd', 'e']],
  ])('should request no more than %i rows, and deliver no more', (wanted, requests, pages) => {
    const load = prepare(list);
    expect(pagesOf(load, startAfter(null), wanted).map(ids)).toEqual(pages);
    expect(requested(load)).toEqual(requests);
  });

  it('should cut the page that shows more, and stand within it', () => {
    const [, page] = pagesOf(prepare(list), startAfter(null), 3);
    expect(page?.fresh).toEqual(rows('c7 d6'));
    expect(page?.after.wanted).toBe(0);
    expect(page && plain(page.after.position)).toStrictEqual(
      page && plain(deliver(page.before, rows('c7'))),
    );
  });

  it('should stand behind the page that is delivered in full', () => {
    const [page] = pagesOf(prepare(list), startAfter(null), 2);
    expect(page?.after).toMatchObject({ wanted: 0, position: { cursor: 'B', page: 2 } });
  });
});

describe('delivered rows ahead of readPass', () => {
  const inside: Position = { ...startAfter('B'), page: 2, newest: 9 };

  it.each<[string, Position, readonly string[]]>([
    ['inside a page', { ...inside, delivered: delivered('c7') }, ['B 3', 'C 1']],
    ['but not those at the top', { ...inside, delivered: delivered('a9 c7') }, ['B 3', 'C 1']],
    ['from the top', { ...passSince(1), delivered: delivered('a9 b8 x8') }, ['A 5', 'B 3']],
    ['as long as they have not come', { ...inside, delivered: delivered('e5 x5') }, ['B 4']],
    ['that have changed since', { ...inside, delivered: delivered('c5 x5') }, ['B 4']],
  ])('should be requested besides the wanted ones: %s', (_, position, requests) => {
    const load = prepare(list);
    pagesOf(load, position, 2);
    expect(requested(load)).toEqual(requests);
  });

  it('should not be delivered, and counted as duplicates', () => {
    const position = { ...inside, delivered: delivered('c7 e5') };
    const pages = pagesOf(prepare(list), position);
    expect(pages.map(ids)).toEqual(['d', '']);
    expect(pages.map(({ duplicates }) => duplicates)).toEqual([1, 1]);
  });

  it('should not be less than none, also where the list shows them twice', () => {
    const load = prepare({ B: of(whole('B', 'c7 c7', 'C')), C: of(values.c) });
    pagesOf(load, { ...inside, delivered: delivered('c7') }, 2);
    expect(requested(load)).toEqual(['B 3', 'C 2']);
  });
});

describe('the state of catching up in readPass', () => {
  it('should be that of judged pages, by the clock of the client', () => {
    const scheduler = new VirtualTimeScheduler();
    scheduler.frame = 70_000;
    const config = passConfig(prepare(list));
    const client = { ...config.client, scheduler };
    const position = { ...passSince(1), delivered: delivered('a9 b8 c7 d6') };
    const { values: steps } = collect(
      readPass({ position, wanted: Infinity }, { ...config, client }),
    );
    expect(steps.map(({ page }) => page?.isDone)).toEqual([false, false, false]);
    const seen = { isSettled: false, newest: 9, newestSince: 70_000, seenAt: 70_000 };
    expect(steps.map(({ page }) => page?.after.position.catchUp)).toEqual([
      { ...seen, begunAt: 70_000, isQuiet: true, hasTop: true },
      { ...seen, begunAt: 70_000, isQuiet: true, hasTop: true },
      { ...seen, begunAt: null, isQuiet: false, hasTop: false },
    ]);
  });

  it('should say that all is delivered after a pass of one page without news', () => {
    const load = prepare({ A: of(whole(null, 'a9 b8', null)) });
    const position = { ...passSince(9), delivered: delivered('a9') };
    expect(pagesOf(load, position).map(({ isDone }) => isDone)).toEqual([true]);
  });
});

describe('the time that readPass goes by', () => {
  /** A list of one page that the server answers 2 s after the request, at second 12, or without a date. */
  function readAt(date: number | null, lookBack: number): Position | undefined {
    const scheduler = new VirtualTimeScheduler();
    scheduler.frame = 11_500;
    const { page, ...rest } = whole(null, 'a99 b12 c9 d8', null);
    const A = of({
      ...rest,
      page: page && {
        ...page,
        response: { ...page.response, date, duration: 2_000 },
      },
    });
    const config = passConfig(prepare({ A }), { lookBack });
    const client = { ...config.client, scheduler };
    const step$ = readPass({ position: startAfter(null), wanted: Infinity }, { ...config, client });
    return collect(step$).values[0]?.page?.after.position;
  }

  it.each<[string, number | null, number, number, string]>([
    ["the server's, down to the first older row", 12_900, 0, 10, 'a99 b12'],
    ["the server's, less the seconds to look back for", 12_900, 3, 9, 'a99 b12 c9'],
    ["this machine's, where the server does not say", null, 0, 9, 'a99 b12 c9'],
  ])('should be %s', (_, date, lookBack, since, remembered) => {
    const position = readAt(date, lookBack);
    expect(position).toMatchObject({ pass: 1, since });
    expect(position?.delivered.toMap()).toEqual(delivered(remembered).toMap());
  });
});
