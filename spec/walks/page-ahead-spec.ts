import { describe, expect, it } from '@jest/globals';
import { conversationPages$, conversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { now } from '../helpers/live.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { createLine } from './create-line.ts';

useVirtualTimeStrictly();

describe('a page ahead', () => {
  it('should be retried while the page before it is still coming in', async () => {
    const { intercom, options, asked } = createLine({
      conversations: 60,
      fault: ({ number }) => (number === 2 ? { status: 503 } : undefined),
    });
    const times: number[] = [];
    const result = collect(conversationPages$({ ...options, prefetch: true }), () => {
      times.push(now());
    });
    await pass(10_000);
    expect(result.state).toBe('complete');
    expect(result.values.flatMap(({ conversations }) => conversations)).toEqual(
      intercom.conversations,
    );
    // The 503 is whole at 550, half a second of backoff follows.
    expect(asked()).toEqual([0, 150, 1_050, 1_200]);
    expect(times).toEqual([400, 1_450, 1_600]);
  });

  it('should wait as long as a 429 says, and not hold up the page before it', async () => {
    const { options, asked } = createLine({
      conversations: 60,
      fault: ({ number }) =>
        number === 2 ? { status: 429, headers: { 'Retry-After': '5' } } : undefined,
    });
    const times: number[] = [];
    const result = collect(
      conversationPages$({ ...options, prefetch: true, retry: { jitter: 0 } }),
      () => {
        times.push(now());
      },
    );
    await pass(60_000);
    expect(result.state).toBe('complete');
    // The headers of the 429 are there at 300.
    expect(asked()).toEqual([0, 150, 5_300, 5_450]);
    expect(times).toEqual([400, 5_700, 5_850]);
  });

  it('should be told of as a failure only after the page before it', async () => {
    const { intercom, options } = createLine({
      fault: ({ number }) => (number === 2 ? { status: 401, latency: 1 } : undefined),
    });
    const times: number[] = [];
    const result = collect(conversationPages$({ ...options, prefetch: true }), () => {
      times.push(now());
    });
    await pass(10_000);
    expect(times).toEqual([400]);
    expect(result.error).toMatchObject({
      kind: 'unauthorized',
      startingAfter: intercom.requests[1]?.startingAfter,
    });
    expect(intercom.requests).toHaveLength(2);
  });

  it('should take its place in the rate limit', async () => {
    const { intercom, options, asked } = createLine({
      conversations: 100,
      rateLimit: { limit: 3, window: 10_000 },
    });
    const { values, error } = await runToEnd(conversations$({ ...options, prefetch: true }));
    expect(error).toBeUndefined();
    expect(values).toEqual(intercom.conversations);
    expect(intercom.requests.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const [first, second, third, fourth = 0, fifth = 0] = asked();
    expect([first, second, third]).toEqual([0, 150, 400]);
    expect(fourth).toBeGreaterThanOrEqual(10_000);
    expect(fourth).toBeLessThan(11_000);
    expect(fifth - fourth).toBe(150);
  });

  it('should be asked for afresh when the page before it breaks off, so as not to be older', async () => {
    const { intercom, exchanges, options } = createLine({
      conversations: 60,
      broken: (number) => number === 1,
    });
    const { values, error } = await runToEnd(conversations$({ ...options, prefetch: true }));
    expect(error).toBeUndefined();
    expect(values).toEqual(intercom.conversations);
    const [first, ahead, again, afresh] = exchanges;
    expect(exchanges).toHaveLength(5);
    expect([first?.asked, ahead?.asked, again?.asked]).toEqual([0, 150, 800]);
    expect(again?.url).toBe(first?.url);
    expect(afresh?.url).toBe(ahead?.url);
    expect(exchanges.filter(({ aborted }) => aborted !== undefined)).toEqual([first, ahead]);
  });

  it('should be aborted when the page before it fails for good', async () => {
    const { exchanges, options } = createLine({ broken: () => true });
    const result = collect(conversations$({ ...options, prefetch: true, retry: false }));
    await pass(10_000);
    expect(result.error).toMatchObject({ kind: 'network', startingAfter: undefined });
    expect(exchanges).toMatchObject([{ asked: 0 }, { asked: 150, aborted: 300 }]);
  });

  it('should not be asked for at a cursor of another origin', async () => {
    const { exchanges, options } = createLine({
      rewrite: (text) =>
        text.replace(/"next":\{[^}]*\}/, '"next":"https://evil.example/conversations?page=2"'),
    });
    const { values, error } = await runToEnd(
      conversations$({ ...options, prefetch: true, retry: false }),
    );
    expect(values).toEqual([]);
    expect(error).toMatchObject({ kind: 'decode' });
    expect(exchanges).toHaveLength(1);
  });
});
