import { describe, expect, it } from '@jest/globals';
import {
  conversationUpdates$,
  conversations$,
  type Checkpoint,
  type SearchQuery,
  type SearchSort,
} from '../../lib/index.ts';
import {
  MINUTE,
  BEGIN,
  sorted,
  stamps,
  touch,
  useLiveTime,
  watch,
  workspace,
} from '../helpers/live.ts';
import { checkpointOf } from '../helpers/stored.ts';
import { pass } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';
import { reversed, rewriting } from '../helpers/rewriting.ts';

useLiveTime();

/** The ids from 1 to 9 without 5. */
const query: SearchQuery = { field: 'id', operator: 'NIN', value: ['5'] };
const lastUpdated: SearchSort = { field: 'updated_at', order: 'descending' };
const sorts: readonly [string, SearchSort | undefined][] = [
  ['no order', undefined],
  ['last updated first', lastUpdated],
];

describe('catchUp with a query', () => {
  it.each(sorts)('should find what has changed meanwhile: %s', async (_, sort) => {
    const intercom = workspace(9, { latency: 50 });
    const options = { ...optionsFor(intercom), query, sort, perPage: 3, catchUp: true };
    const result = watch(conversations$(options));
    await pass(60);
    touch(intercom, '1');
    touch(intercom, '5');
    await pass(MINUTE);
    expect(result.state).toBe('complete');
    expect(ids(result.values)).toEqual(['9', '8', '7', '6', '4', '3', '2', '1']);
    expect(result.values.at(-1)?.updated_at).toBe(BEGIN);
  });
});

describe('live updates with a query', () => {
  it.each(sorts)('should be of what the query finds: %s', async (_, sort) => {
    const intercom = workspace(9);
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), query, sort }));
    await pass();
    for (const id of ['3', '5', '7']) touch(intercom, id);
    await pass(MINUTE);
    expect(sorted(ids(result.values))).toEqual(['3', '7']);
    expect(intercom.requests.every(({ endpoint }) => endpoint === 'search')).toBe(true);
  });

  it('should come when the index shows them', async () => {
    const intercom = workspace(9, { search: { lag: 20_000 } });
    await pass(MINUTE);
    const updates$ = conversationUpdates$({ ...optionsFor(intercom), query, interval: 10_000 });
    const result = watch(updates$);
    await pass(5_000);
    touch(intercom, '3');
    await pass(20_000);
    expect(result.values).toEqual([]);
    await pass(MINUTE);
    expect(stamps(result.values)).toEqual(['3@65']);
  });

  it('should begin at a time, and go on from a checkpoint of the same query', async () => {
    const intercom = workspace(9);
    const options = { ...optionsFor(intercom), query, interval: 10_000 };
    const since = BEGIN - 86_400 + 7;
    const controller = new AbortController();
    const { signal } = controller;
    const result = watch(conversationUpdates$({ ...options, since, signal }));
    await pass(5_000);
    expect(ids(result.values)).toEqual(['7', '8', '9']);
    controller.abort();
    const resumeFrom: Checkpoint = checkpointOf(result.error);
    touch(intercom, '2');
    const rest = watch(conversationUpdates$({ ...options, resumeFrom }));
    const other = watch(conversationUpdates$({ ...optionsFor(intercom), resumeFrom }));
    await pass(5_000);
    expect(ids(rest.values)).toEqual(['2']);
    expect(other.error).toMatchObject({ kind: 'invalid-options', field: 'resumeFrom' });
  });

  it('should go on by a filter where a cursor is refused', async () => {
    const refuseCursor = ({ number }: { readonly number: number }): boolean => number % 2 === 0;
    const intercom = workspace(9, { search: { refuseCursor } });
    const since = BEGIN - 86_400;
    const result = watch(
      conversationUpdates$({ ...optionsFor(intercom), query, since, perPage: 3 }),
    );
    await pass();
    expect(ids(result.values)).toEqual(['1', '2', '3', '4', '6', '7', '8', '9']);
  });

  it.each<SearchSort>([
    { field: 'updated_at', order: 'ascending' },
    { field: 'created_at', order: 'descending' },
    { field: 'id', order: 'descending' },
  ])('should be refused in another order, with the reason: %j', async (sort) => {
    const intercom = workspace(9);
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), query, sort }));
    await pass();
    expect(result.error).toMatchObject({ kind: 'invalid-options', field: 'sort' });
    expect((result.error as Error).message).toMatch(/changes are read: they are found at the top/);
    expect(intercom.requests).toHaveLength(0);
  });

  it('should need the order also where none was asked for', async () => {
    const intercom = workspace(9);
    const fetch = rewriting(intercom, reversed);
    const since = BEGIN - 86_400;
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), fetch, query, since }));
    await pass();
    expect(result.error).toMatchObject({ kind: 'list-order' });
  });
});
