import { describe, expect, it, jest } from '@jest/globals';
import { concatMap, delay, merge, of, take, tap } from 'rxjs';
import {
  conversationPages$,
  conversations$,
  createRateLimiter,
  type IntercomError,
} from '../../lib/index.ts';
import { createTestIntercom, type Fault } from '../../lib/testing/index.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { NOW, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

describe('a walk over the test workspace', () => {
  it('should emit every conversation once, in the order of the API', async () => {
    const intercom = createTestIntercom({ conversations: 433 });
    const { values, error } = await runToEnd(conversations$(optionsFor(intercom)));
    expect(error).toBeUndefined();
    expect(values).toEqual(intercom.conversations);
    expect(intercom.requests).toHaveLength(22);
  });

  it('should emit nothing for an empty workspace, and complete', async () => {
    const intercom = createTestIntercom({ conversations: 0 });
    const { values, error } = await runToEnd(conversationPages$(optionsFor(intercom)));
    expect(error).toBeUndefined();
    expect(values).toMatchObject([{ conversations: [], totalPages: 0, totalCount: 0, next: null }]);
  });

  it.each([
    [1, 20, 1],
    [19, 20, 1],
    [20, 20, 1],
    [21, 20, 2],
    [40, 20, 2],
    [41, 20, 3],
    [7, 1, 7],
    [300, 150, 2],
  ])(
    'should make for take(%i) of pages of %i exactly %i requests',
    async (n, perPage, requests) => {
      const intercom = createTestIntercom({ conversations: 500 });
      const { values } = await runToEnd(
        conversations$({ ...optionsFor(intercom), perPage }).pipe(take(n)),
      );
      expect(values).toHaveLength(n);
      expect(intercom.requests).toHaveLength(requests);
      expect(intercom.requests.map(({ state }) => state)).not.toContain('aborted');
    },
  );

  it('should follow the URLs of versions before 2.6', async () => {
    const intercom = createTestIntercom({ conversations: 95 });
    const { values, error } = await runToEnd(
      conversations$({ ...optionsFor(intercom), version: '2.5' }),
    );
    expect(error).toBeUndefined();
    expect(ids(values)).toEqual(ids(intercom.conversations));
    expect(intercom.requests).toHaveLength(5);
  });

  it.each<[string, Fault]>([
    ['a 500', { status: 500 }],
    ['a 503 of HTML', { status: 503, body: '<html>busy</html>' }],
    ['a reset', { reset: true }],
    ['a truncated body', { truncate: 700 }],
    ['an empty body', { body: '' }],
    ['a body that hangs', { hang: 'body' }],
    ['no answer at all', { hang: 'headers' }],
    ['a list without its key', { body: { type: 'conversation.list', pages: null } }],
    ['an error.list under status 200', { status: 200, body: { type: 'error.list', errors: [] } }],
    ['a 429 without headers', { status: 429 }],
  ])('should ask again for the page that met %s, and for no other', async (_, fault) => {
    const intercom = createTestIntercom({
      conversations: 100,
      rateLimit: null,
      fault: ({ number }) => (number === 3 ? fault : undefined),
    });
    const { values, error } = await runToEnd(
      conversations$({ ...optionsFor(intercom), timeout: 5_000, adaptivePageSize: false }),
    );
    expect(error).toBeUndefined();
    expect(values).toEqual(intercom.conversations);
    const cursors = intercom.requests.map(({ startingAfter }) => startingAfter);
    expect(cursors).toHaveLength(6);
    expect(cursors[3]).toBe(cursors[2]);
    expect(new Set(cursors).size).toBe(5);
  });

  it('should be resumed by the cursor of a killed page without a lost or doubled one', async () => {
    let broken = true;
    const intercom = createTestIntercom({
      conversations: 200,
      fault: ({ number }) => (broken && number > 4 ? { status: 500 } : undefined),
    });
    const first = await runToEnd(conversations$(optionsFor(intercom)));
    const { kind, startingAfter, attempts } = first.error as IntercomError;
    expect({ kind, attempts }).toEqual({ kind: 'error-list', attempts: 6 });
    broken = false;
    const second = await runToEnd(conversations$({ ...optionsFor(intercom), startingAfter }));
    expect([...first.values, ...second.values]).toEqual(intercom.conversations);
  });

  it('should resume behind any page by its next', async () => {
    const intercom = createTestIntercom({ conversations: 110 });
    const { values: pages } = await runToEnd(conversationPages$(optionsFor(intercom)));
    const all = intercom.conversations;
    expect(pages).toHaveLength(6);
    for (const [index, { next, conversations, number }] of pages.entries()) {
      expect(number).toBe(index + 1);
      expect(conversations).toEqual(all.slice(index * 20, index * 20 + 20));
      if (next === null) continue;
      const rest = await runToEnd(conversations$({ ...optionsFor(intercom), startingAfter: next }));
      expect(rest.values).toEqual(all.slice(index * 20 + 20));
    }
  });

  it('should collect no 429 where the limit is known, and not pause while there is room', async () => {
    const intercom = createTestIntercom({
      conversations: 1_000,
      rateLimit: { limit: 20, window: 10_000 },
    });
    const { values, elapsed } = await runToEnd(conversations$(optionsFor(intercom)));
    expect(values).toHaveLength(1_000);
    expect(intercom.requests).toHaveLength(50);
    expect(intercom.requests.map(({ status }) => status)).not.toContain(429);
    expect(elapsed).toBeGreaterThanOrEqual(20_000);
    expect(elapsed).toBeLessThan(21_000);
  });

  it('should share one budget among streams that share a limiter', async () => {
    const intercom = createTestIntercom({
      conversations: 400,
      rateLimit: { limit: 20, window: 10_000 },
      latency: 10,
    });
    const options = { ...optionsFor(intercom), rateLimiter: createRateLimiter() };
    const streams = [1, 2, 3].map(() => conversations$(options));
    const { values, error } = await runToEnd(merge(...streams));
    expect(error).toBeUndefined();
    expect(values).toHaveLength(1_200);
    expect(intercom.requests).toHaveLength(60);
    expect(intercom.requests.map(({ status }) => status)).not.toContain(429);
  });

  it('should go on when somebody else uses up the budget', async () => {
    const intercom = createTestIntercom({
      conversations: 600,
      rateLimit: { limit: 10, window: 10_000 },
      latency: 10,
    });
    const streams = [1, 2].map(() => conversations$(optionsFor(intercom)));
    const { values, error } = await runToEnd(merge(...streams));
    expect(error).toBeUndefined();
    expect(values).toHaveLength(1_200);
  });

  it('should end at once when the limit is further away than maxWait', async () => {
    const intercom = createTestIntercom({
      conversations: 100,
      rateLimit: { limit: 2, window: 600_000 },
    });
    const { values, error, elapsed } = await runToEnd(conversations$(optionsFor(intercom)));
    expect(values).toHaveLength(40);
    expect(error).toMatchObject({
      kind: 'rate-limit',
      retryAt: new Date(NOW + 600_000),
    });
    expect(elapsed).toBeLessThan(1_000);
  });

  it('should walk while the consumer works on what it got', async () => {
    const intercom = createTestIntercom({ conversations: 60, latency: 100 });
    const slow$ = conversations$(optionsFor(intercom)).pipe(
      concatMap((conversation) => of(conversation).pipe(delay(50))),
    );
    const { values } = await runToEnd(slow$);
    expect(values).toEqual(intercom.conversations);
  });

  it('should abort the request in flight and be silent when unsubscribed', async () => {
    const intercom = createTestIntercom({ conversations: 100, latency: 1_000 });
    const seen: unknown[] = [];
    const subscription = conversations$(optionsFor(intercom)).subscribe({
      next: (value) => seen.push(value),
      error: (error) => seen.push(error),
      complete: () => seen.push('complete'),
    });
    await jest.advanceTimersByTimeAsync(1_500);
    subscription.unsubscribe();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(seen).toHaveLength(20);
    expect(intercom.requests.map(({ state }) => state)).toEqual(['answered', 'aborted']);
  });

  it('should miss no conversation that was there and did not change', async () => {
    const intercom = createTestIntercom({ conversations: 300 });
    const moved = intercom.conversations[250]?.id ?? '';
    const walk$ = conversationPages$(optionsFor(intercom)).pipe(
      tap(({ number }) => {
        if (number === 3) intercom.update(moved);
        if (number === 5) intercom.add();
      }),
      concatMap(({ conversations }) => conversations),
    );
    const before = ids(intercom.conversations).filter((id) => id !== moved);
    const { values } = await runToEnd(walk$);
    expect(ids(values)).toEqual(before);
  });
});

describe('more streams on one limiter than a window has room for', () => {
  it('should all end, and meet no 429 once the limit is known', async () => {
    const intercom = createTestIntercom({
      conversations: 60,
      rateLimit: { limit: 10, window: 1_000 },
      latency: 60,
    });
    const options = { ...optionsFor(intercom), rateLimiter: createRateLimiter() };
    await runToEnd(conversations$({ ...options, limit: 1 }));
    const streams = Array.from({ length: 20 }, () => conversations$(options));
    const { values, error } = await runToEnd(merge(...streams));
    expect(error).toBeUndefined();
    expect(values).toHaveLength(1_200);
    expect(intercom.requests.map(({ status }) => status)).not.toContain(429);
  });
});
