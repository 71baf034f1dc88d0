import { describe, expect, it } from '@jest/globals';
import {
  conversations$,
  iterateConversations,
  type IntercomError,
  type WalkReport,
} from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

describe('a list that is not in order', () => {
  const times = (...seconds: readonly number[]): object => ({
    type: 'conversation.list',
    conversations: seconds.map((updated_at, index) => ({
      id: `${updated_at}-${index}`,
      updated_at,
    })),
    pages: { next: { starting_after: `after-${seconds.at(-1) ?? 0}` } },
  });

  it.each([
    ['within a page', [times(9, 8), times(7, 9)], '9-1', 'after-8', 2],
    ['from page to page', [times(9, 8), times(9, 7)], '9-0', 'after-8', 2],
    ['from page to page, above its last row', [times(9, 8, 5), times(7)], '7-0', 'after-5', 3],
    ['without a time', [listBody(['a'])], 'a', undefined, 0],
  ])('should end the stream: %s', async (_, bodies, conversationId, startingAfter, emitted) => {
    const { fetch } = mockFetch(...bodies);
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, catchUp: true }));
    await pass();
    expect(result.values).toHaveLength(emitted);
    expect(result.error).toMatchObject({
      kind: 'list-order',
      name: 'ListOrderError',
      conversationId,
      startingAfter,
      checkpoint: { cursor: startingAfter ?? null },
      request: { method: 'GET' },
    });
    expect((result.error as IntercomError).message).toMatch(
      `List not ordered by updated_at (at conversation ${conversationId}): GET https://`,
    );
  });

  it('should be reported where the caller would rather go on', async () => {
    const last = { ...times(6), pages: null };
    const { fetch } = mockFetch(times(9, 8), times(7, 9), last, last);
    const reports: WalkReport[] = [];
    const result = collect(
      conversations$({
        token: 'tk-7f3a',
        fetch,
        catchUp: true,
        requireOrder: false,
        onComplete: (report) => reports.push(report),
      }),
    );
    await pass();
    expect(result.state).toBe('complete');
    expect(ids(result.values)).toEqual(['9-0', '8-1', '7-0', '9-1', '6-0']);
    expect(reports).toMatchObject([{ isOrdered: false, passes: 1 }]);
  });

  it('should be no matter to a walk that does not rely on it', async () => {
    const { fetch } = mockFetch(times(7, 9), { ...times(8), pages: null });
    const reports: WalkReport[] = [];
    const options = {
      token: 'tk-7f3a',
      fetch,
      onComplete: (report: WalkReport) => reports.push(report),
    };
    const result = collect(conversations$(options));
    await pass();
    expect(result.state).toBe('complete');
    expect(reports).toMatchObject([{ isOrdered: null, passes: 0 }]);
  });

  it('should be found for good by an iterator', async () => {
    const { fetch } = mockFetch(times(9, 8), times(9, 7), times(7));
    const rows = iterateConversations({ token: 'tk-7f3a', fetch, catchUp: true });
    await rows.next();
    await rows.next();
    await expect(rows.next()).rejects.toMatchObject({ kind: 'list-order' });
    await expect(rows.next()).rejects.toMatchObject({ kind: 'list-order' });
  });
});
