import { describe, expect, it, jest } from '@jest/globals';
import { delay, of, take, tap, throwError, type Observable } from 'rxjs';
import {
  conversations$,
  processConversations$,
  type Conversation,
  type WalkReport,
} from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { prepareReport } from '../helpers/prepare-report.ts';
import { report } from '../helpers/report.ts';
import { reversed, rewriting } from '../helpers/rewriting.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ways } from '../helpers/ways.ts';

useVirtualTimeStrictly();

describe.each(Object.entries(ways))('the report of %s', (_, create) => {
  it('should come once, at the end, before the completion', async () => {
    const { intercom, options } = prepareReport();
    const order: unknown[] = [];
    const onComplete = (one: WalkReport): void => {
      order.push(one);
    };
    create({ ...options, onComplete }).subscribe({
      next: () => order.push('value'),
      complete: () => order.push('complete'),
    });
    await pass(60_000);
    expect(order.filter((entry) => entry !== 'value')).toStrictEqual([report(), 'complete']);
    expect(order.slice(-2)).toStrictEqual([report(), 'complete']);
    expect(intercom.requests).toHaveLength(3);
  });

  it('should be one of its own for each subscription', async () => {
    const { intercom, reports, options } = prepareReport();
    const stream$ = create(options);
    await runToEnd(stream$);
    intercom.add();
    await runToEnd(stream$);
    const later = { conversations: 46, firstTotalCount: 46, lastTotalCount: 46 };
    expect(reports).toStrictEqual([report(), report(later)]);
  });

  it('should not come where a page fails', async () => {
    const { reports, options } = prepareReport({
      fault: ({ number }) => (number > 2 ? { status: 500 } : undefined),
    });
    const { error } = await runToEnd(create(options));
    expect(error).toMatchObject({ status: 500 });
    await pass(600_000);
    expect(reports).toEqual([]);
  });

  it('should not come where it is aborted', async () => {
    const { reports, options } = prepareReport({ latency: 1_000 });
    const controller = new AbortController();
    const result = collect(create({ ...options, signal: controller.signal }));
    await pass(1_500);
    controller.abort();
    await pass(60_000);
    expect(result.error).toMatchObject({ kind: 'abort' });
    expect(reports).toEqual([]);
  });

  it('should not come where it is unsubscribed', async () => {
    const { reports, options } = prepareReport({ latency: 1_000 });
    const result = collect(create(options));
    await pass(1_500);
    result.unsubscribe();
    await pass(60_000);
    expect(result.values.length).toBeGreaterThan(0);
    expect(reports).toEqual([]);
  });

  it('should not come behind a take() that ends it', async () => {
    const { reports, options } = prepareReport();
    const { values } = await runToEnd(create(options).pipe(take(2)));
    expect(values).toHaveLength(2);
    await pass(60_000);
    expect(reports).toEqual([]);
  });

  it('should be an error where the function fails', async () => {
    const { options } = prepareReport();
    const cause = new Error('disk full');
    const onComplete = jest.fn(() => {
      throw cause;
    });
    const result = collect(create({ ...options, onComplete }));
    await pass(60_000);
    expect(result.state).toBe('failed');
    expect(result.error).toMatchObject({ kind: 'invalid-options', field: 'onComplete', cause });
    expect(result.values.length).toBeGreaterThan(0);
    expect(onComplete).toHaveBeenCalledTimes(1);
  });
});

describe('a report', () => {
  it('should not come where the list has to come in order, and does not', async () => {
    const { intercom, reports, options } = prepareReport();
    const fetch = rewriting(intercom, reversed);
    const { error } = await runToEnd(conversations$({ ...options, catchUp: true, fetch }));
    expect(error).toMatchObject({ kind: 'list-order' });
    expect(reports).toEqual([]);
  });

  it('should not come for bad options', async () => {
    const { reports, options } = prepareReport();
    const { error } = await runToEnd(conversations$({ ...options, perPage: 0 }));
    expect(error).toMatchObject({ field: 'perPage' });
    expect(reports).toEqual([]);
  });
});

describe('the report of processed conversations', () => {
  it('should come after the work', async () => {
    const { options } = prepareReport();
    let done = 0;
    let doneAtReport = -1;
    const onComplete = (): void => {
      doneAtReport = done;
    };
    const work = (): Observable<unknown> =>
      of(true).pipe(
        delay(700),
        tap({
          complete: () => {
            done += 1;
          },
        }),
      );
    await runToEnd(processConversations$({ ...options, onComplete, lowWater: 50 }, work, 20));
    expect(doneAtReport).toBe(45);
  });

  it('should not come where the work fails, be it the last', async () => {
    const { intercom, reports, options } = prepareReport();
    const last = intercom.conversations.at(-1)?.id;
    const failure = new Error('no room');
    const work = ({ id }: Conversation): Observable<string> =>
      id === last ? throwError(() => failure) : of(id);
    const { error, values } = await runToEnd(processConversations$(options, work));
    expect(error).toBe(failure);
    expect(values).toHaveLength(44);
    expect(reports).toEqual([]);
  });
});
