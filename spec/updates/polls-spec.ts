import { describe, expect, it, jest } from '@jest/globals';
import { VirtualTimeScheduler } from 'rxjs';
import { conversationUpdates$, createRateLimiter, type Fetch } from '../../lib/index.ts';
import { MINUTE, timed, touch, useLiveTime, watch, workspace } from '../helpers/live.ts';
import { pass } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useLiveTime();

describe('the polls', () => {
  it('should not begin before somebody subscribes, and begin for each subscriber', async () => {
    const intercom = workspace(9);
    const updates$ = conversationUpdates$(optionsFor(intercom));
    await pass(MINUTE);
    expect(intercom.requests).toHaveLength(0);
    watch(updates$);
    watch(updates$);
    await pass();
    expect(intercom.requests).toHaveLength(2);
  });

  it('should come every 30 s, and never end by themselves', async () => {
    const { intercom, times } = timed();
    const result = watch(conversationUpdates$(optionsFor(intercom)));
    await pass(29_999);
    expect(times).toEqual([0]);
    await pass(1);
    expect(times).toEqual([0, 30_000]);
    await pass(60 * MINUTE - 30_000);
    expect(times).toHaveLength(121);
    expect(result).toMatchObject({ values: [], state: 'open' });
  });

  it.each([1, 250, 10_000, 90_000])('should come every %i ms when asked to', async (interval) => {
    const { intercom, times } = timed({ rateLimit: null });
    watch(conversationUpdates$({ ...optionsFor(intercom), interval }));
    for (let turn = 0; turn < 5; turn += 1) await pass(interval);
    expect(times).toEqual([0, 1, 2, 3, 4, 5].map((turn) => turn * interval));
  });

  it.each([
    [700, 1_000],
    [1_000, 1_000],
    [5_000, 1_000],
    [45_000, 30_000],
  ])('should be an interval apart, end to begin: latency %i ms, interval %i ms', async (...all) => {
    const [latency, interval] = all;
    const { intercom, times } = timed({ latency });
    watch(conversationUpdates$({ ...optionsFor(intercom), interval }));
    await pass(3 * (latency + interval));
    expect(times).toEqual([0, 1, 2, 3].map((turn) => turn * (latency + interval)));
  });

  it('should never overlap, nor their pages, however slow the answers are', async () => {
    const intercom = workspace(9, { latency: 4_000 });
    const open: number[] = [];
    const fetch: Fetch = (url, init) => {
      open.push(intercom.requests.filter(({ state }) => state === 'open').length);
      return intercom.fetch(url, init);
    };
    const options = { ...optionsFor(intercom), fetch, interval: 500, perPage: 2, prefetch: true };
    const result = watch(conversationUpdates$(options));
    await pass(5_000);
    for (const id of ['1', '2', '3', '4', '5']) touch(intercom, id);
    await pass(MINUTE);
    expect(ids(result.values)).toHaveLength(5);
    expect(open.length).toBeGreaterThan(8);
    expect(new Set(open)).toEqual(new Set([0]));
  });

  it('should go through the rate limiter, the same one each time', async () => {
    const intercom = workspace(9, { rateLimit: { limit: 2, window: 10_000 } });
    const rateLimiter = createRateLimiter();
    const reserve = jest.spyOn(rateLimiter, 'reserve');
    const update = jest.spyOn(rateLimiter, 'update');
    const options = { ...optionsFor(intercom), rateLimiter, interval: 1_000 };
    watch(conversationUpdates$(options));
    await pass(25_000);
    const granted = reserve.mock.results.filter(({ value }) => value === 0);
    expect(granted).toHaveLength(intercom.requests.length);
    expect(update).toHaveBeenCalledTimes(intercom.requests.length);
    expect(intercom.requests.map(({ status }) => status)).toEqual(Array(6).fill(200));
  });

  it('should keep to a limit that nobody shares', async () => {
    const intercom = workspace(9, { rateLimit: { limit: 2, window: 10_000 } });
    watch(conversationUpdates$({ ...optionsFor(intercom), interval: 1_000 }));
    await pass(25_000);
    expect(intercom.requests.map(({ status }) => status)).toEqual(Array(6).fill(200));
  });

  it('should be timed by the scheduler', async () => {
    const scheduler = new VirtualTimeScheduler(undefined, 90_000);
    const intercom = workspace(9, { rateLimit: null });
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), scheduler }));
    await pass(5 * MINUTE);
    expect(intercom.requests).toHaveLength(1);
    scheduler.flush();
    await pass();
    expect(intercom.requests).toHaveLength(2);
    expect(scheduler.now()).toBe(60_000 + 30_000);
    result.unsubscribe();
  });

  it('should cost one request each while little changes', async () => {
    const intercom = workspace(90);
    const options = { ...optionsFor(intercom), interval: 1_000 };
    const result = watch(conversationUpdates$(options));
    await pass(500);
    for (let id = 1; id <= 10; id += 1) {
      touch(intercom, String(id));
      await pass(1_000);
    }
    expect(result.values).toHaveLength(10);
    expect(intercom.requests).toHaveLength(11);
  });
});
