import { describe, expect, it } from '@jest/globals';
import { take, type Observable } from 'rxjs';
import {
  conversationPages$,
  conversations$,
  conversationUpdates$,
  type Conversation,
  type ConversationsOptions,
  type Fetch,
} from '../../lib/index.ts';
import { MINUTE, useLiveTime, watch } from '../helpers/live.ts';
import { checkpointOf } from '../helpers/stored.ts';
import { pass } from '../helpers/virtual-time.ts';
import { ways } from '../helpers/ways.ts';
import { ids } from '../helpers/workspace.ts';

useLiveTime();

/** A list whose cursors are always new. `second` says when the rows of a page were updated. */
function endless(
  rowsOf: (page: number) => readonly string[],
  lastPage = Infinity,
): { readonly fetch: Fetch; readonly requests: () => number } {
  let requests = 0;
  const fetch: Fetch = (url) => {
    requests += 1;
    const page = Number(new URL(url).searchParams.get('starting_after') ?? 1);
    const conversations = rowsOf(page).map((id) => ({ id, updated_at: 5 }));
    const next = page < lastPage ? { starting_after: String(page + 1) } : null;
    return Promise.resolve(Response.json({ conversations, pages: { next } }));
  };
  return { fetch, requests: () => requests };
}

const token = 'test-token';

type Stream = (options: ConversationsOptions) => Observable<Conversation>;

const streams: readonly [string, Stream][] = [
  ...Object.entries(ways),
  ['conversations$ with prefetch', (options) => conversations$({ ...options, prefetch: true })],
  ['conversations$ with catchUp', (options) => conversations$({ ...options, catchUp: true })],
  [
    'conversationUpdates$ since a time',
    (options) => conversationUpdates$({ ...options, since: 0 }),
  ],
];

describe.each(streams)('an endless list, read by %s', (_name, open) => {
  it.each<[string, (page: number) => readonly string[]]>([
    ['empty pages', (page) => (page === 1 ? ['1'] : [])],
    ['nothing at all', () => []],
    ['the same row', () => ['1']],
    ['a circle of pages', (page) => [String(page % 7)]],
  ])('should be a PaginationStalledError: %s', async (_, rowsOf) => {
    const { fetch, requests } = endless(rowsOf);
    const result = watch(open({ token, fetch }));
    await pass(10 * MINUTE);
    expect(result.error).toMatchObject({
      kind: 'pagination-stalled',
      message: expect.stringContaining('brings nothing new'),
    });
    expect(requests()).toBeLessThan(120);
  });

  it.each([1, 5, 90])('should not be one with %i empty pages before the rest', async (empty) => {
    const { fetch } = endless(
      (page) => (page === 1 || page > empty + 1 ? [`c${page}`] : []),
      empty + 3,
    );
    const result = watch(open({ token, fetch }));
    await pass(MINUTE / 3);
    const expected = ['c1', `c${empty + 2}`, `c${empty + 3}`];
    expect(result.error).toBeUndefined();
    expect([...ids(result.values)].sort()).toEqual([...expected].sort());
  });
});

describe('an endless list', () => {
  it('should be told with the place, and be gone on from once it is repaired', async () => {
    const broken = endless((page) => (page < 3 ? [`c${page}`] : []));
    const first = watch(conversations$({ token, fetch: broken.fetch }));
    await pass(MINUTE);
    expect(ids(first.values)).toEqual(['c1', 'c2']);
    const resumeFrom = checkpointOf(first.error);
    const repaired = endless((page) => [`c${page}`], 110);
    const rest = watch(conversations$({ token, fetch: repaired.fetch, resumeFrom }));
    await pass(MINUTE);
    expect(rest.state).toBe('complete');
    expect(ids(rest.values)).not.toContain('c2');
    expect(ids(rest.values)).toContain('c110');
  });

  it('should end a first poll of live updates, too', async () => {
    const { fetch, requests } = endless((page) => (page === 1 ? ['1'] : []));
    const result = watch(conversationUpdates$({ token, fetch }));
    await pass(MINUTE);
    expect(requests()).toBeLessThan(120);
    expect([result.state, requests() < 5]).toContainEqual(result.error === undefined);
  });

  it('should not be what a subscriber leaves before', async () => {
    const { fetch, requests } = endless((page) => (page === 1 ? ['1'] : []));
    const result = watch(conversationPages$({ token, fetch }).pipe(take(50)));
    await pass(MINUTE);
    expect(result).toMatchObject({ state: 'complete', error: undefined });
    expect(requests()).toBe(50);
  });
});
