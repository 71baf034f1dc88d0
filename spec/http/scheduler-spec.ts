import { describe, expect, it, jest } from '@jest/globals';
import { asyncScheduler, VirtualTimeScheduler, type SchedulerLike } from 'rxjs';
import { conversations$, InvalidOptionsError } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { FIRST } from '../helpers/endpoint.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { HOUR, pass, useVirtualTime } from '../helpers/virtual-time.ts';
import { granted, scripted } from './scripted.ts';

useVirtualTime();

/** A scheduler whose clock, or whose timers, fail at a call. */
function failing(method: 'now' | 'schedule', call: number): SchedulerLike {
  let calls = 0;
  const count = (name: string): void => {
    if (name === method) calls += 1;
    if (name === method && calls === call) throw new Error('no clock');
  };
  return {
    now() {
      count('now');
      return asyncScheduler.now();
    },
    schedule: (...args: unknown[]) => {
      count('schedule');
      return asyncScheduler.schedule(...(args as Parameters<typeof asyncScheduler.schedule>));
    },
  };
}

describe('scheduler', () => {
  it.each([
    ...Array.from({ length: 10 }, (_, call) => ['now', call + 1] as const),
    ...Array.from({ length: 3 }, (_, call) => ['schedule', call + 1] as const),
  ])(
    'should end the stream with an error of the union when %s fails at call %i',
    async (method, call) => {
      const { fetch } = mockFetch(listBody(['1'], 'b'), 500, listBody(['2'], 'c'), listBody(['3']));
      const scheduler = failing(method, call);
      const result = collect(conversations$({ token: 'tk-7f3a', fetch, scheduler }));
      await pass(HOUR);
      expect(result.error).toBeInstanceOf(InvalidOptionsError);
      const cursor = [null, 'b', 'c'][result.values.length];
      expect(result.error).toMatchObject({ cause: { message: 'no clock' } });
      expect(result.error).toMatchObject({ checkpoint: { cursor } });
      expect(jest.getTimerCount()).toBe(0);
    },
  );

  it.each([NaN, Infinity, -Infinity])(
    'should be refused when its clock shows %p, before any request',
    async (time) => {
      const { fetch, urls } = mockFetch(listBody(['1']));
      const scheduler = { ...failing('now', 0), now: () => time };
      const result = collect(conversations$({ token: 'tk-7f3a', fetch, scheduler }));
      await pass(HOUR);
      expect(result.error).toMatchObject({ kind: 'invalid-options', field: 'scheduler' });
      expect(urls()).toEqual([]);
    },
  );

  it('should be the clock of every wait', async () => {
    const scheduler = new VirtualTimeScheduler(undefined, 5_000);
    const { fetch, urls } = mockFetch(500, listBody(['1']));
    const options = { token: 'tk-7f3a', fetch, scheduler, random: () => 0.5 };
    const result = collect(conversations$(options));
    await pass(HOUR);
    expect(urls()).toStrictEqual([FIRST]);
    scheduler.flush();
    await pass();
    expect(scheduler.now()).toBe(500);
    expect(result.state).toBe('complete');
    expect(urls()).toStrictEqual([FIRST, FIRST]);
  });

  it('should be the clock of the default limiter and its waits', async () => {
    const scheduler = new VirtualTimeScheduler(undefined, 7_000);
    const headers = {
      Date: 'Mon, 05 Jan 2026 12:00:00 GMT',
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset': String(Date.UTC(2026, 0, 5, 12, 0, 7) / 1000),
    };
    const { fetch, urls } = mockFetch({ body: listBody(['1'], 'b'), headers }, listBody(['2']));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, scheduler }));
    await pass(HOUR);
    expect(urls()).toStrictEqual([FIRST]);
    scheduler.flush();
    await pass();
    expect(result.state).toBe('complete');
    expect(scheduler.now()).toBe(7_000);
  });

  it('should be the clock of the timeout', async () => {
    const scheduler = new VirtualTimeScheduler();
    const { fetch } = mockFetch(new Promise<Response>(() => undefined));
    const options = { token: 'tk-7f3a', fetch, scheduler, timeout: 5_000, retry: false } as const;
    const result = collect(conversations$(options));
    await pass(HOUR);
    expect(result.state).toBe('open');
    scheduler.flush();
    expect(result.error).toMatchObject({ kind: 'timeout' });
    expect(scheduler.now()).toBe(5_000);
  });

  it.each([granted, () => 0])('should end the stream where it throws: %s', async (answer) => {
    const limiter = scripted(answer);
    const { fetch, urls } = mockFetch(listBody(['1']));
    const scheduler = new VirtualTimeScheduler();
    scheduler.schedule = () => {
      throw new Error('no timers');
    };
    const { rateLimiter } = limiter;
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, scheduler, rateLimiter }));
    await pass();
    expect(result.error).toMatchObject({ field: 'scheduler', cause: { message: 'no timers' } });
    expect(limiter.updates).toStrictEqual([null]);
    expect(urls()).toStrictEqual([]);
  });
});
