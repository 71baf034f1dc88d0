import { describe, expect, it } from '@jest/globals';
import {
  conversationPages$,
  conversations$,
  type Fetch,
  type IntercomError,
} from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { collect } from '../helpers/collect.ts';
import { listBody } from '../helpers/list-body.ts';
import { listing } from '../helpers/listing.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { checkpointOf } from '../helpers/stored.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

describe('the checkpoint of a list that is not ordered', () => {
  it('should not grow with the walk', async () => {
    const conversations = createTestIntercom({ conversations: 400 }).conversations;
    const ascending = [...conversations].reverse();
    const { fetch } = listing(ascending, 20);
    const { values } = await runToEnd(conversationPages$({ token: 'tk-7f3a', fetch }));
    expect(values).toHaveLength(20);
    expect(values.at(-1)?.checkpoint.delivered.length).toBeLessThan(5);
  });
});

describe('a checkpoint of rows that are not as described', () => {
  it.each([
    ['a number for an id', { id: 7 }],
    ['a text for a time', { updated_at: 'yesterday' }],
    ['no time', { updated_at: undefined }],
  ])('should be taken, and lose nothing: %s', async (_, changes) => {
    const body = (...numbers: readonly string[]): object => ({
      conversations: numbers.map((id) => ({ id, updated_at: 100, ...changes, number: id })),
      pages: { next: numbers.includes('4') ? null : { starting_after: 'b' } },
    });
    const fetch: Fetch = (url) =>
      Promise.resolve(Response.json(url.includes('after=b') ? body('3', '4') : body('1', '2')));
    const options = { token: 'tk-7f3a', fetch };
    for (const wanted of [1, 2, 3, 4]) {
      const controller = new AbortController();
      const first = collect(conversations$({ ...options, signal: controller.signal }), () => {
        if (first.values.length === wanted) controller.abort();
      });
      await pass();
      expect(first.values).toHaveLength(wanted);
      const resumeFrom = checkpointOf(first.error);
      const second = await runToEnd(conversations$({ ...options, resumeFrom }));
      expect(second.error).toBeUndefined();
      expect(first.values.length + second.values.length).toBeGreaterThanOrEqual(4);
    }
  });
});

describe('rows without a time', () => {
  it('should be resumed behind as well', async () => {
    const page = listBody(['1', '2']);
    const { fetch } = mockFetch(page, page);
    const controller = new AbortController();
    const options = { token: 'tk-7f3a', fetch };
    const first = collect(conversations$({ ...options, signal: controller.signal }), () => {
      controller.abort();
    });
    await pass();
    const { checkpoint } = first.error as IntercomError;
    const rest = collect(conversations$({ ...options, resumeFrom: checkpoint ?? undefined }));
    await pass();
    expect(ids([...first.values, ...rest.values])).toEqual(['1', '2']);
  });
});
