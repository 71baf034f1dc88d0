import { describe, expect, it, jest } from '@jest/globals';
import { take } from 'rxjs';
import { conversations$, type StreamEvent } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { FIRST } from '../helpers/endpoint.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { createLine } from './create-line.ts';

useVirtualTimeStrictly();

describe('the end of a walk with prefetch', () => {
  it.each([1, 5, 20])('should abort the page ahead that take(%i) does not need', async (n) => {
    const { exchanges, options } = createLine();
    const { values } = await runToEnd(conversations$({ ...options, prefetch: true }).pipe(take(n)));
    await pass(60_000);
    expect(values).toHaveLength(n);
    expect(exchanges).toMatchObject([{ asked: 0 }, { asked: 150, aborted: 400 }]);
    expect(exchanges).toHaveLength(2);
    expect(exchanges[0]).not.toHaveProperty('aborted');
  });

  it('should abort both requests when unsubscribed', async () => {
    const { exchanges, options } = createLine();
    const result = collect(conversations$({ ...options, prefetch: true }));
    await pass(200);
    result.unsubscribe();
    expect(exchanges).toMatchObject([{ aborted: 200 }, { aborted: 200 }]);
    expect(jest.getTimerCount()).toBe(0);
    await pass(60_000);
    expect(exchanges).toHaveLength(2);
    expect(result).toMatchObject({ values: [], state: 'open' });
  });

  it('should fail when aborted with the page to be delivered, not the one ahead', async () => {
    const { exchanges, options } = createLine();
    const controller = new AbortController();
    const { signal } = controller;
    const result = collect(conversations$({ ...options, prefetch: true, signal }));
    await pass(200);
    controller.abort('enough');
    expect(result.error).toMatchObject({
      kind: 'abort',
      startingAfter: undefined,
      request: { url: FIRST },
    });
    expect(exchanges).toMatchObject([{ aborted: 200 }, { aborted: 200 }]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it.each(['request', 'response'])(
    'should ask for nothing more when a %s event ends it while the page ahead begins',
    async (kind) => {
      const { exchanges, options } = createLine();
      let seen = 0;
      const events = {
        next: (event: StreamEvent) => {
          if (event.kind === kind) seen += 1;
          if (event.kind === 'request' && seen === (kind === 'request' ? 2 : 1)) {
            result.unsubscribe();
          }
        },
      };
      const result = collect(conversations$({ ...options, prefetch: true, events }));
      await pass(60_000);
      expect(exchanges).toHaveLength(1);
      expect(jest.getTimerCount()).toBe(0);
    },
  );

  it('should ask for nothing more when text comes in after it was unsubscribed from', async () => {
    const { exchanges, options } = createLine({ deaf: true });
    const result = collect(conversations$({ ...options, prefetch: true }));
    await pass(100);
    result.unsubscribe();
    await pass(10_000);
    expect(exchanges).toHaveLength(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should ask for nothing more when text comes in after it failed', async () => {
    const { exchanges, options } = createLine({ deaf: true });
    const result = collect(
      conversations$({ ...options, prefetch: true, retry: false, timeout: 100 }),
    );
    await pass(10_000);
    expect(result.error).toMatchObject({ kind: 'timeout' });
    expect(exchanges).toHaveLength(1);
  });
});
