import { describe, expect, it, jest } from '@jest/globals';
import {
  conversationPages$,
  conversations$,
  type ConversationsOptions,
  type SearchQuery,
  type SearchSort,
  type StreamEvent,
  type WalkReport,
} from '../../lib/index.ts';
import {
  createTestIntercom,
  type TestIntercom,
  type TestSearchOptions,
} from '../../lib/testing/index.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { stored } from '../helpers/stored.ts';
import { NOW, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

// Hundreds of searches take seconds on a busy machine.
jest.setTimeout(20_000);

useVirtualTimeStrictly();

const BEGIN = NOW / 1000 - 10 * 86_400;
const query: SearchQuery = { field: 'state', operator: '=', value: 'open' };
const ascending: SearchSort = { field: 'created_at', order: 'ascending' };

/** Twelve open conversations; three share each second. */
function workspace(search: TestSearchOptions): TestIntercom {
  const intercom = createTestIntercom({ latency: 20, conversations: 0, search });
  for (let index = 0; index < 12; index += 1) {
    const created_at = BEGIN + Math.floor(index / 3);
    intercom.add({ id: String(index + 1), created_at, updated_at: created_at, state: 'open' });
  }
  return intercom;
}

function optionsOf(intercom: TestIntercom, more: ConversationsOptions = {}): ConversationsOptions {
  return { ...optionsFor(intercom), perPage: 4, query, ...more };
}

/** The bounds of each request: of the filter that took the place of the cursor. */
function bounds(intercom: TestIntercom): readonly unknown[] {
  return intercom.requests.map(({ query: sent }) => {
    const { value } = sent as { readonly value: unknown };
    return Array.isArray(value) ? (value as unknown[])[1] : null;
  });
}

const all = Array.from({ length: 12 }, (_, index) => String(index + 1));
const second = ({ number }: { readonly number: number }): boolean => number === 2;
const always = (): boolean => true;

describe('a cursor that is refused', () => {
  it.each<[string, SearchSort | undefined, object]>([
    ['ascending', ascending, { field: 'created_at', operator: '>', value: BEGIN }],
    [
      'descending',
      { field: 'created_at', order: 'descending' },
      { field: 'created_at', operator: '<', value: BEGIN + 3 },
    ],
    [
      'ascending by change',
      { field: 'updated_at', order: 'ascending' },
      { field: 'updated_at', operator: '>', value: BEGIN },
    ],
    ['in the default order', undefined, { field: 'updated_at', operator: '<', value: BEGIN + 3 }],
  ])('should be replaced by a filter: %s', async (_, sort, filter) => {
    const intercom = workspace({ refuseCursor: second });
    const { values } = await runToEnd(conversations$(optionsOf(intercom, { sort })));
    const honest = await runToEnd(conversations$(optionsOf(workspace({}), { sort })));
    expect(ids(values)).toEqual(ids(honest.values));
    expect(bounds(intercom)).toEqual([null, null, filter, filter]);
    expect(intercom.requests.map(({ sort: sent }) => sent)).toEqual(Array(4).fill(sort));
  });

  it.each<[TestSearchOptions['bounds'], readonly number[]]>([
    ['exclusive', [0]],
    ['inclusive', [0]],
    ['day', [0, -86_400]],
  ])('should lose and repeat nothing, whatever the bounds are: %s', async (meaning, asked) => {
    const intercom = workspace({ refuseCursor: second, bounds: meaning });
    const { values } = await runToEnd(conversations$(optionsOf(intercom, { sort: ascending })));
    expect(ids(values)).toEqual(all);
    const filters = bounds(intercom).filter((bound) => bound !== null);
    const behind = new Set(filters.map((bound) => (bound as { value: number }).value - BEGIN));
    expect([...behind]).toEqual(asked);
  });

  it('should not stop the walk within a second of more rows than a page', async () => {
    const intercom = workspace({ refuseCursor: always });
    const options = optionsOf(intercom, { sort: ascending, perPage: 1 });
    const { values } = await runToEnd(conversations$(options));
    expect(ids(values)).toEqual(all);
  });

  it('should not count as a stall where a second has more rows than a hundred pages', async () => {
    const intercom = createTestIntercom({
      conversations: 0,
      search: { refuseCursor: ({ number }) => number === 300 || number === 600 },
    });
    for (let id = 1; id <= 450; id += 1) {
      intercom.add({ id: String(id), created_at: BEGIN, updated_at: BEGIN, state: 'open' });
    }
    const options = optionsOf(intercom, { sort: ascending, perPage: 1 });
    const { values } = await runToEnd(conversations$(options));
    expect(values).toHaveLength(450);
    expect(new Set(ids(values)).size).toBe(450);
  });

  it.each([404, 422])('should be replaced also with status %i', async (status) => {
    const intercom = createTestIntercom({
      ...{ conversations: workspace({}).conversations, latency: 20 },
      fault: ({ number }) => (number === 2 ? { status } : undefined),
    });
    const { values } = await runToEnd(conversations$(optionsOf(intercom, { sort: ascending })));
    expect(ids(values)).toEqual(all);
  });

  it('should be told as a retry, and count in the report', async () => {
    const events: StreamEvent[] = [];
    let report: WalkReport | undefined;
    const intercom = workspace({ refuseCursor: second });
    const options = optionsOf(intercom, {
      sort: ascending,
      events: { next: (event) => events.push(event) },
      onComplete: (told) => {
        report = told;
      },
    });
    const { values } = await runToEnd(conversationPages$(options));
    const retries = events.filter(({ kind }) => kind === 'retry');
    expect(retries).toMatchObject([{ count: 1, delay: 0, error: { kind: 'error-list' } }]);
    expect(report).toMatchObject({ conversations: 12, requests: 4, retries: 1, duplicates: 1 });
    expect(values.map(({ totalCount }) => totalCount)).toEqual([12, null, null]);
  });

  it.each([true, false])('should be replaced also after a stop: inside a filter %s', async (is) => {
    const options = { sort: ascending };
    const first = workspace(is ? { refuseCursor: second } : {});
    const { values: pages } = await runToEnd(conversationPages$(optionsOf(first, options)));
    const resumeFrom = stored(pages[1]?.checkpoint);
    expect(resumeFrom.search?.beyond).toBe(is ? BEGIN : null);
    const intercom = workspace({ refuseCursor: always });
    const rest = await runToEnd(conversations$(optionsOf(intercom, { ...options, resumeFrom })));
    const before = pages.slice(0, 2).flatMap(({ conversations }) => ids(conversations));
    expect([...before, ...ids(rest.values)]).toEqual(all);
  });

  it('should be replaced only where the server does so with the cursor', async () => {
    const intercom = createTestIntercom({
      conversations: workspace({}).conversations,
      fault: ({ startingAfter }) => (startingAfter === undefined ? { status: 400 } : undefined),
    });
    const { error } = await runToEnd(conversations$(optionsOf(intercom, { sort: ascending })));
    expect(error).toMatchObject({ kind: 'error-list', status: 400 });
    expect(intercom.requests).toHaveLength(1);
  });
});

describe('a cursor that is refused, where a filter cannot take its place', () => {
  const deep: SearchQuery = {
    operator: 'OR',
    value: [{ operator: 'OR', value: [{ operator: 'OR', value: [query] }] }],
  };

  it.each<[string, ConversationsOptions]>([
    ['an order by id', { sort: { field: 'id', order: 'ascending' } }],
    ['a query that is nested too deep for one more group', { sort: ascending, query: deep }],
    ['a start after a cursor', { sort: ascending, startingAfter: 'Wzk5OTksIjEiLDJd' }],
  ])('should be an error that says so: %s', async (_, options) => {
    const intercom = workspace({ refuseCursor: always });
    const { error } = await runToEnd(conversations$(optionsOf(intercom, options)));
    expect(error).toMatchObject({
      ...{ kind: 'error-list', status: 400, code: 'invalid_param', attempts: 1 },
      checkpoint: { cursor: expect.any(String) },
      request: { method: 'POST' },
    });
    expect((error as Error).message).toContain('(the cursor was refused: ');
  });

  it('should be an error where the order is not kept', async () => {
    const intercom = workspace({ refuseCursor: always, ignoreSort: true });
    const options = optionsOf(intercom, { sort: ascending, requireOrder: false });
    const { error, values } = await runToEnd(conversations$(options));
    expect(values).toHaveLength(4);
    expect(error).toMatchObject({ kind: 'error-list' });
  });

  it('should be the error of the list', async () => {
    const intercom = createTestIntercom({ conversations: 30, fault: refuse });
    const { error } = await runToEnd(conversations$(optionsFor(intercom)));
    expect(error).toMatchObject({ kind: 'error-list', status: 400 });
    expect((error as Error).message).not.toContain('the cursor was refused');
    expect(intercom.requests).toHaveLength(2);
  });

  it('should end the walk after five times without a new row', async () => {
    const intercom = createTestIntercom({
      latency: 20,
      conversations: 0,
      search: { refuseCursor: always },
    });
    for (let index = 1; index <= 400; index += 1) {
      intercom.add({ id: String(index), created_at: BEGIN, updated_at: BEGIN, state: 'open' });
    }
    const run = await runToEnd(conversations$(optionsOf(intercom, { sort: ascending })));
    expect(run.error).toMatchObject({ kind: 'error-list', status: 400 });
    expect(run.values).toHaveLength(150);
  });
});

function refuse({ startingAfter }: { readonly startingAfter: string | undefined }) {
  return startingAfter === undefined ? undefined : { status: 400 };
}
