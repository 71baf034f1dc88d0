import { describe, expect, it } from '@jest/globals';
import { conversationPages$, conversationUpdates$, type UpdatesOptions } from '../../lib/index.ts';
import type { Fault } from '../../lib/testing/index.ts';
import { MINUTE, now, stamps, touch, useLiveTime, watch, workspace } from '../helpers/live.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { pass } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useLiveTime();

describe('a first poll that cannot be read', () => {
  it.each<[string, Fault, number]>([
    ['a login page', { body: '<html>Please log in</html>' }, 3],
    ['JSON of something else', { body: { hello: 'world' } }, 3],
    ['another origin', { body: { conversations: [], pages: { next: 'https://else.test/' } } }, 1],
  ])('should end the stream, after its retries: %s', async (_, fault, requests) => {
    const intercom = workspace(3, { rateLimit: null, fault: () => fault });
    const options = { ...optionsFor(intercom), retry: { count: 2 } };
    const result = watch(conversationUpdates$(options));
    await pass(MINUTE);
    expect(result.error).toMatchObject({ kind: 'decode', checkpoint: null });
    expect(intercom.requests).toHaveLength(requests);
  });

  it.each([
    ['since a time', 2],
    ['the rest of a walk', 3],
  ])('should end nothing once a page of it was read: %s', async (what, broken) => {
    const intercom = workspace(9, {
      rateLimit: null,
      fault: ({ number }) => (number === broken ? { body: '' } : undefined),
    });
    const options = { ...optionsFor(intercom), perPage: 3, retry: false } as const;
    let begin: Pick<UpdatesOptions, 'since' | 'resumeFrom'> = { since: 0 };
    if (what === 'the rest of a walk') {
      const [page] = (await runToEnd(conversationPages$({ ...options, limit: 3 }))).values;
      begin = { resumeFrom: page?.checkpoint };
    }
    const result = watch(conversationUpdates$({ ...options, ...begin }));
    await pass(2 * MINUTE);
    expect(result).toMatchObject({ state: 'open', error: undefined });
    expect(intercom.requests.length).toBeGreaterThan(broken);
    expect(ids(result.values)).toContain('1');
  });

  it('should end the stream where there was never an answer', async () => {
    const intercom = workspace(3, { fault: () => ({ reset: true }) });
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), retry: false }));
    await pass(3 * MINUTE);
    expect(result.error).toMatchObject({ kind: 'network' });
    expect(intercom.requests).toHaveLength(1);
  });

  it('should be polled again where a server answered with a failure', async () => {
    const intercom = workspace(3, { fault: ({ number }) => (number < 3 ? { status: 503 } : {}) });
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), retry: false }));
    await pass(3 * MINUTE);
    touch(intercom, '2');
    await pass(MINUTE);
    expect(ids(result.values)).toEqual(['2']);
  });
});

describe('a failure for a while', () => {
  it.each<[string, Fault]>([
    ['a 500', { status: 500 }],
    ['a 408', { status: 408 }],
    ['a 429 without a time', { status: 429 }],
    ['a 429 with a time', { status: 429, headers: { 'retry-after': '2' } }],
    ['a 503 of HTML', { status: 503, body: '<html>busy</html>' }],
    ['a 504', { status: 504 }],
    ['a reset', { reset: true }],
    ['a truncated body', { truncate: 700 }],
    ['an empty body', { body: '' }],
    ['no answer at all', { hang: 'headers' }],
    ['a body that hangs', { hang: 'body' }],
  ])('should not end it, and the next poll finds all: %s', async (_, fault) => {
    let broken = false;
    const intercom = workspace(9, {
      rateLimit: null,
      fault: () => (broken ? fault : undefined),
    });
    const options = { ...optionsFor(intercom), timeout: 5_000, perPage: 2 };
    for (const retry of [false, {}] as const) {
      broken = false;
      const begun = Math.floor(now() / 1000);
      const result = watch(conversationUpdates$({ ...options, retry }));
      await pass(1_000);
      broken = true;
      for (const id of ['1', '2', '3', '4', '5']) {
        touch(intercom, id);
        await pass(1_000);
      }
      await pass(10 * MINUTE);
      expect(result).toMatchObject({ values: [], state: 'open', error: undefined });
      broken = false;
      await pass(5 * MINUTE);
      const expected = ['1', '2', '3', '4', '5'].map((id, index) => `${id}@${begun + 1 + index}`);
      expect(stamps(result.values)).toEqual(expected);
      result.unsubscribe();
    }
  });

  it('should be looked at again an interval after it', async () => {
    const times: number[] = [];
    const intercom = workspace(9, {
      fault: ({ number }) => {
        times.push(now());
        return number === 2 ? { status: 500 } : undefined;
      },
    });
    const options = { ...optionsFor(intercom), retry: false, interval: 7_000 } as const;
    watch(conversationUpdates$(options));
    await pass(21_000);
    expect(times).toEqual([0, 7_000, 14_000, 21_000]);
  });

  it('should emit nothing of the pages that did come, and all of them later, once', async () => {
    let broken = true;
    const intercom = workspace(9, {
      fault: ({ number, startingAfter }) =>
        broken && number > 1 && startingAfter !== undefined ? { status: 503 } : undefined,
    });
    const options = { ...optionsFor(intercom), perPage: 2, retry: false } as const;
    const result = watch(conversationUpdates$(options));
    await pass(1_000);
    for (const id of ['1', '2', '3', '4', '5']) {
      touch(intercom, id);
      await pass(1_000);
    }
    await pass(2 * MINUTE);
    expect(result.values).toEqual([]);
    touch(intercom, '2');
    broken = false;
    await pass(2 * MINUTE);
    expect(stamps(result.values)).toEqual(['1@1', '3@3', '4@4', '5@5', '2@126']);
  });

  it('should be a limit further away than maxWait, too', async () => {
    const intercom = workspace(9, { rateLimit: { limit: 2, window: 600_000 } });
    const options = { ...optionsFor(intercom), retry: { maxWait: 1_000 } };
    const result = watch(conversationUpdates$(options));
    await pass(40_000);
    expect(intercom.requests).toHaveLength(2);
    touch(intercom, '3');
    await pass(8 * MINUTE);
    expect(intercom.requests).toHaveLength(2);
    expect(result).toMatchObject({ values: [], state: 'open' });
    await pass(3 * MINUTE);
    expect(stamps(result.values)).toEqual(['3@40']);
    expect(intercom.requests.map(({ status }) => status)).not.toContain(429);
  });

  it('should be a first poll that finds nothing to begin with', async () => {
    let broken = true;
    const intercom = workspace(9, { fault: () => (broken ? { status: 500 } : undefined) });
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), retry: false }));
    await pass(MINUTE);
    broken = false;
    await pass(MINUTE);
    touch(intercom, '5');
    await pass(MINUTE);
    expect(stamps(result.values)).toEqual(['5@120']);
  });
});
