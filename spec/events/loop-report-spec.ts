import { describe, expect, it, jest } from '@jest/globals';
import { defer, from, map } from 'rxjs';
import { iterateConversations, type Fetch, type StreamEvent } from '../../lib/index.ts';
import { prepareReport } from '../helpers/prepare-report.ts';
import { pullAll } from '../helpers/pull.ts';
import { report } from '../helpers/report.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

describe('the report of a loop', () => {
  it('should count across failures and what came after them', async () => {
    const { intercom, reports, options } = prepareReport({
      fault: ({ number }) => (number >= 2 && number <= 7 ? { status: 500 } : undefined),
    });
    const iterator = iterateConversations(options);
    const pulled$ = from(pullAll(iterator));
    const { values: pulls } = await runToEnd(pulled$);
    expect(ids(pulls[0]?.values ?? [])).toEqual(ids(intercom.conversations));
    expect(pulls[0]?.errors).toMatchObject([{ status: 500, attempts: 6 }]);
    expect(reports).toStrictEqual([report({ pages: 8, requests: 14, retries: 5 })]);
    await expect(iterator.next()).resolves.toEqual({ value: undefined, done: true });
    await iterator.return?.();
    expect(reports).toHaveLength(1);
  });

  it('should count across them with a limit, too', async () => {
    const { reports, options } = prepareReport({
      fault: ({ number }) => (number === 2 ? { status: 500 } : undefined),
    });
    const iterator = iterateConversations({ ...options, limit: 30, retry: false });
    await runToEnd(from(pullAll(iterator)));
    expect(reports).toStrictEqual([report({ conversations: 30, pages: 2, requests: 3 })]);
  });

  it('should count a pass once that fails and goes on', async () => {
    const passes: unknown[] = [];
    const { intercom, reports, options } = prepareReport({
      fault: ({ number }) => (number === 4 ? { status: 500 } : undefined),
    });
    const fetch: Fetch = (...call) => {
      const { length } = intercom.requests;
      if (length < 5) intercom.update(String(length + 1));
      return intercom.fetch(...call);
    };
    const events = {
      next: (event: StreamEvent) => {
        if (event.kind === 'pass') passes.push(event.number);
      },
    };
    const iterator = iterateConversations({
      ...options,
      fetch,
      events,
      catchUp: true,
      retry: false,
    });
    const { values: pulls } = await runToEnd(from(pullAll(iterator)));
    expect(pulls[0]?.errors).toHaveLength(1);
    expect(passes).toEqual([1, 2]);
    expect(reports).toMatchObject([{ passes: 2 }]);
  });

  it('should not come before the last conversation has been taken', async () => {
    const { reports, options } = prepareReport({ conversations: 3 });
    const iterator = iterateConversations(options);
    for (let count = 0; count < 3; count += 1) {
      await expect(iterator.next()).resolves.toMatchObject({ done: false });
      await pass(60_000);
    }
    expect(reports).toEqual([]);
    await expect(iterator.next()).resolves.toEqual({ value: undefined, done: true });
    expect(reports).toMatchObject([{ conversations: 3, pages: 1 }]);
  });

  it('should come once where calls overlap', async () => {
    const { reports, options } = prepareReport({ conversations: 2 });
    const iterator = iterateConversations(options);
    const results = await Promise.all(Array.from({ length: 5 }, () => iterator.next()));
    expect(results.map(({ done }) => done)).toEqual([false, false, true, true, true]);
    expect(reports).toHaveLength(1);
  });

  it.each([
    ['in the middle', 7],
    ['at the end of a page', 20],
    ['at the last one', 45],
  ])('should not come where it is left: %s', async (_, count) => {
    const { reports, options } = prepareReport();
    const left$ = defer(async () => {
      let seen = 0;
      for await (const one of iterateConversations(options)) {
        seen += 1;
        if (seen === count) return one;
      }
      return undefined;
    });
    const { values } = await runToEnd(left$.pipe(map((one) => one?.id)));
    expect(values).not.toEqual([undefined]);
    await pass(60_000);
    expect(reports).toEqual([]);
  });

  it('should be over after a function that failed', async () => {
    const { options } = prepareReport({ conversations: 1 });
    const onComplete = jest.fn(() => {
      throw new Error('disk full');
    });
    const iterator = iterateConversations({ ...options, onComplete });
    await iterator.next();
    const [first, second] = await Promise.allSettled([iterator.next(), iterator.next()]);
    expect(first).toMatchObject({ status: 'rejected', reason: { field: 'onComplete' } });
    expect(second).toEqual({ status: 'fulfilled', value: { value: undefined, done: true } });
    await expect(iterator.next()).resolves.toEqual({ value: undefined, done: true });
    expect(onComplete).toHaveBeenCalledTimes(1);
  });
});
