import { describe, expect, it } from '@jest/globals';
import {
  conversationPages$,
  conversations$,
  type Checkpoint,
  type Conversation,
  type ConversationsOptions,
  type SearchQuery,
  type SearchSort,
  type WalkReport,
} from '../../lib/index.ts';
import { createTestIntercom, type TestIntercom } from '../../lib/testing/index.ts';
import { collect } from '../helpers/collect.ts';
import { reversed, rewriting, withNumericIds } from '../helpers/rewriting.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { checkpointOf, stored } from '../helpers/stored.ts';
import { NOW, pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';
import { ways } from '../helpers/ways.ts';

useVirtualTimeStrictly();

const BEGIN = NOW / 1000 - 10 * 86_400;

const open: SearchQuery = { field: 'state', operator: '=', value: 'open' };
const firstHour: SearchQuery = {
  operator: 'AND',
  value: [
    { operator: 'OR', value: [open, { field: 'state', operator: 'IN', value: ['snoozed'] }] },
    {
      operator: 'AND',
      value: [{ field: 'created_at', operator: '<', value: new Date((BEGIN + 3_600) * 1000) }],
    },
  ],
};

/** Thirty conversations, ten minutes apart; every third one is closed. */
function workspace(options: Parameters<typeof createTestIntercom>[0] = {}): TestIntercom {
  const intercom = createTestIntercom({ latency: 20, ...options, conversations: 0 });
  for (let index = 0; index < 30; index += 1) {
    const created_at = BEGIN + index * 600;
    const updated_at = BEGIN + 86_400 + ((index * 7) % 30);
    const state = index % 3 === 0 ? 'closed' : 'open';
    intercom.add({ id: String(index + 1), created_at, updated_at, state });
  }
  return intercom;
}

function isOpen({ state }: Conversation): boolean {
  return state === 'open';
}

function optionsOf(intercom: TestIntercom, more: ConversationsOptions = {}): ConversationsOptions {
  return { ...optionsFor(intercom), perPage: 4, query: open, ...more };
}

const sorts: readonly [string, SearchSort, (row: Conversation) => number][] = [
  ['created_at, ascending', { field: 'created_at', order: 'ascending' }, (row) => row.created_at],
  ['created_at, descending', { field: 'created_at', order: 'descending' }, (r) => -r.created_at],
  ['updated_at, ascending', { field: 'updated_at', order: 'ascending' }, (row) => row.updated_at],
  ['updated_at', { field: 'updated_at', order: 'descending' }, (row) => -row.updated_at],
];

describe('a walk over a search', () => {
  it.each(Object.entries(ways))('should give what the query finds, by %s', async (_, way) => {
    const intercom = workspace();
    const { values } = await runToEnd(way(optionsOf(intercom)));
    expect(ids(values)).toEqual(ids(intercom.conversations.filter(isOpen)));
    expect(intercom.requests.map(({ endpoint }) => endpoint)).toEqual(Array(5).fill('search'));
  });

  it('should take groups and dates', async () => {
    const sort = { field: 'created_at', order: 'ascending' } as const;
    const intercom = workspace({ version: '2.16' });
    const options = optionsOf(intercom, { query: firstHour, sort, version: '2.16' });
    const { values } = await runToEnd(conversations$(options));
    expect(ids(values)).toEqual(['2', '3', '5', '6']);
  });

  it.each(sorts)('should come in the order that is asked for: %s', async (_, sort, rankOf) => {
    const intercom = workspace();
    let report: WalkReport | undefined;
    const onComplete = (told: WalkReport): void => {
      report = told;
    };
    const { values } = await runToEnd(conversations$(optionsOf(intercom, { sort, onComplete })));
    const expected = intercom.conversations.filter(isOpen).sort((a, b) => rankOf(a) - rankOf(b));
    expect(ids(values)).toEqual(ids(expected));
    expect(report).toMatchObject({ conversations: 20, firstTotalCount: 20, isOrdered: true });
  });

  it('should load the page ahead', async () => {
    const intercom = workspace();
    const { values } = await runToEnd(conversations$(optionsOf(intercom, { prefetch: true })));
    expect(values).toHaveLength(20);
    expect(intercom.requests).toHaveLength(5);
  });
});

describe('a server that ignores the order', () => {
  it.each(sorts.slice(0, 3))('should be found out: %s', async (name, sort) => {
    const intercom = workspace({ search: { ignoreSort: true } });
    const { values, error } = await runToEnd(conversations$(optionsOf(intercom, { sort })));
    expect(values).toEqual([]);
    expect(error).toMatchObject({ kind: 'list-order', conversationId: expect.any(String) });
    expect((error as Error).message).toMatch(`List not ordered by ${name} (at conversation `);
  });

  it('should be found out between pages', async () => {
    const intercom = workspace({ search: { ignoreSort: true } });
    const sort = { field: 'updated_at', order: 'ascending' } as const;
    const run = await runToEnd(conversations$(optionsOf(intercom, { sort, perPage: 1 })));
    expect(run.values).toHaveLength(1);
    expect(run.error).toMatchObject({ kind: 'list-order' });
  });

  it('should be reported where the order is not required', async () => {
    const intercom = workspace({ search: { ignoreSort: true } });
    let isOrdered: boolean | null = null;
    const onComplete = (report: WalkReport): void => {
      ({ isOrdered } = report);
    };
    const sort = { field: 'created_at', order: 'ascending' } as const;
    const options = optionsOf(intercom, { sort, requireOrder: false, onComplete });
    const { values } = await runToEnd(conversations$(options));
    expect(values).toHaveLength(20);
    expect(isOrdered).toBe(false);
  });

  it('should not matter where no order was asked for, or one that cannot be checked', async () => {
    const intercom = workspace({ search: { ignoreSort: true } });
    const sort = { field: 'waiting_since', order: 'ascending' } as const;
    const byWait = await runToEnd(conversations$(optionsOf(intercom, { sort })));
    expect(byWait).toMatchObject({ error: undefined, values: { length: 20 } });
    const fetch = rewriting(intercom, reversed);
    const reverse = await runToEnd(conversations$({ ...optionsOf(intercom), fetch }));
    expect(reverse).toMatchObject({ error: undefined, values: { length: 20 } });
  });
});

describe('the checkpoint of a search', () => {
  const sort: SearchSort = { field: 'created_at', order: 'ascending' };

  async function checkpointOfSearch(options: ConversationsOptions): Promise<Checkpoint> {
    const { values } = await runToEnd(conversationPages$({ ...options, limit: 4 }));
    return stored(values[0]?.checkpoint);
  }

  it.each(sorts)('should go on where it was: %s', async (_, order) => {
    const intercom = workspace();
    const options = optionsOf(intercom, { sort: order });
    const whole = await runToEnd(conversations$(options));
    const resumeFrom = await checkpointOfSearch(options);
    const rest = await runToEnd(conversations$({ ...options, resumeFrom }));
    expect(ids(rest.values)).toEqual(ids(whole.values).slice(4));
  });

  it('should belong to the same query, however it is written', async () => {
    const date = new Date(BEGIN * 1000);
    const intercom = workspace();
    const query = { field: 'created_at', operator: '>', value: date } as const;
    const resumeFrom = await checkpointOfSearch(optionsOf(intercom, { query, sort }));
    const same = { value: BEGIN, operator: '>', field: 'created_at' } as const;
    const options = optionsOf(intercom, { query: same, sort, resumeFrom });
    const { values } = await runToEnd(conversations$(options));
    expect(values).toHaveLength(25);
  });

  it.each<[string, ConversationsOptions]>([
    ['another query', { query: { field: 'state', operator: '=', value: 'closed' } }],
    ['another order', { sort: { field: 'created_at', order: 'descending' } }],
    ['no order', { sort: undefined }],
    ['the list', { query: undefined, sort: undefined }],
  ])('should be refused for %s', async (_, other) => {
    const intercom = workspace();
    const options = optionsOf(intercom, { sort });
    const resumeFrom = await checkpointOfSearch(options);
    const asked = intercom.requests.length;
    const run = await runToEnd(conversations$({ ...options, ...other, resumeFrom }));
    expect(run.error).toMatchObject({ kind: 'invalid-options', field: 'resumeFrom' });
    expect(intercom.requests).toHaveLength(asked);
  });

  it('should be refused where it is of the list', async () => {
    const intercom = workspace();
    const { values } = await runToEnd(conversationPages$({ ...optionsFor(intercom), limit: 4 }));
    const resumeFrom = stored(values[0]?.checkpoint);
    expect(resumeFrom).not.toHaveProperty('search');
    const run = await runToEnd(conversations$(optionsOf(intercom, { resumeFrom })));
    expect(run.error).toMatchObject({ kind: 'invalid-options', field: 'resumeFrom' });
    expect((run.error as Error).message).toContain('got a checkpoint of the list');
  });

  it.each(['query', 'beyond', 'at', 'seen', 'isResumable'])(
    'should be refused without its %s',
    async (name) => {
      const intercom = workspace();
      const options = optionsOf(intercom, { sort });
      const checkpoint = await checkpointOfSearch(options);
      const search = { ...checkpoint.search, [name]: {} };
      const resumeFrom = { ...checkpoint, search } as unknown as Checkpoint;
      const run = await runToEnd(conversations$({ ...options, resumeFrom }));
      expect(run.error).toMatchObject({ kind: 'invalid-options', field: 'resumeFrom' });
    },
  );

  it('should be read also where ids are numbers, and may then repeat a second', async () => {
    const intercom = workspace();
    const options = { ...optionsOf(intercom, { sort }), fetch: withNumericIds(intercom) };
    const resumeFrom = await checkpointOfSearch(options);
    const rest = await runToEnd(conversations$({ ...options, resumeFrom }));
    expect([rest.error, rest.values.length]).toEqual([undefined, 16]);
  });

  it('should be in an error, and exact inside a page', async () => {
    const options = optionsOf(workspace(), { sort });
    const whole = await runToEnd(conversations$(options));
    const controller = new AbortController();
    const { signal } = controller;
    const part = collect(conversations$({ ...options, signal }), () => {
      if (part.values.length === 6) controller.abort();
    });
    while (part.state === 'open') await pass(20);
    const resumeFrom = checkpointOf(part.error);
    const rest = await runToEnd(conversations$({ ...options, resumeFrom }));
    expect(ids([...part.values, ...rest.values])).toEqual(ids(whole.values));
  });
});
