import { describe, expect, it } from '@jest/globals';
import { conversationPages$, conversations$, type IntercomError } from '../../lib/index.ts';
import { createTestIntercom, type Fault } from '../../lib/testing/index.ts';
import { collect } from '../helpers/collect.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { sizes } from '../helpers/sizes.ts';
import { NOW, pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';
import { failingSecond } from './failing-second.ts';

useVirtualTimeStrictly();

const tooHeavy: [string, Fault][] = [
  ['a 408', { status: 408 }],
  ['a 413', { status: 413 }],
  ['a 524', { status: 524 }],
  ['a 502', { status: 502 }],
  ['a 504', { status: 504 }],
  ['a 502 of HTML', { status: 502, body: '<html>Bad gateway</html>' }],
  ['a 504 without a body', { status: 504, body: '' }],
  ['no answer in time', { hang: 'headers' }],
  ['a body that hangs', { hang: 'body' }],
  ['an answer that is too late', { latency: 5_001 }],
];

const otherwise: [string, Fault][] = [
  ['a 429', { status: 429 }],
  ['a 500', { status: 500 }],
  ['a 503', { status: 503 }],
  ['a 503 of HTML', { status: 503, body: '<html>busy</html>' }],
  ['a reset', { reset: true }],
  ['a truncated body', { truncate: 700 }],
  ['an empty body', { body: '' }],
  ['an error.list under status 200', { status: 200, body: { type: 'error.list', errors: [] } }],
];

/** What may be a page that is too large, when it happens again. */
const again = otherwise.filter(
  ([name]) => !['a 429', 'an error.list under status 200'].includes(name),
);

describe('a page that was too heavy', () => {
  it.each(tooHeavy)('should be asked for in half the size after %s', async (_, fault) => {
    const intercom = failingSecond(fault);
    const options = { ...optionsFor(intercom), timeout: 5_000 };
    const { values, error } = await runToEnd(conversations$(options));
    expect(error).toBeUndefined();
    expect(ids(values)).toEqual(ids(intercom.conversations));
    expect(sizes(intercom)).toEqual([20, 20, 10, 12, 14, 16, 18, 20, 20, 20]);
    expect(intercom.requests[2]?.startingAfter).toBe(intercom.requests[1]?.startingAfter);
  });

  it.each(otherwise)('should not be what fails with %s', async (_, fault) => {
    const intercom = failingSecond(fault);
    const { values, error } = await runToEnd(conversations$(optionsFor(intercom)));
    expect(error).toBeUndefined();
    expect(ids(values)).toEqual(ids(intercom.conversations));
    expect(sizes(intercom)).toEqual([20, 20, 20, 20, 20, 20, 20, 20, 20]);
  });

  it.each(again)('should be asked for in half the size after %s, twice', async (_, fault) => {
    const intercom = createTestIntercom({
      conversations: 60,
      fault: ({ number }) => (number === 2 || number === 3 ? fault : undefined),
    });
    const { values, error } = await runToEnd(conversations$(optionsFor(intercom)));
    expect(error).toBeUndefined();
    expect(values).toEqual(intercom.conversations);
    expect(sizes(intercom).slice(0, 5)).toEqual([20, 20, 20, 10, 12]);
  });

  it('should not be the page behind one that failed once', async () => {
    const intercom = createTestIntercom({
      conversations: 60,
      fault: ({ number }) => (number === 1 || number === 3 ? { status: 500 } : undefined),
    });
    await runToEnd(conversations$(optionsFor(intercom)));
    expect(sizes(intercom)).toEqual([20, 20, 20, 20, 20]);
  });

  it.each(tooHeavy.filter(([name]) => name !== 'a 413'))(
    'should be asked for in its size with adaptivePageSize: false, after %s',
    async (_, fault) => {
      const intercom = failingSecond(fault);
      const options = { ...optionsFor(intercom), timeout: 5_000, adaptivePageSize: false };
      const { values, error } = await runToEnd(conversations$(options));
      expect(error).toBeUndefined();
      expect(ids(values)).toEqual(ids(intercom.conversations));
      expect(sizes(intercom)).toEqual([20, 20, 20, 20, 20, 20, 20, 20, 20]);
    },
  );

  it('should be halved again and again, down to 1, which is no retry', async () => {
    const intercom = createTestIntercom({
      conversations: 300,
      fault: ({ perPage = 20, startingAfter }) =>
        startingAfter === undefined && perPage > 1 ? { status: 504 } : undefined,
    });
    const options = { ...optionsFor(intercom), perPage: 150, retry: { count: 5 } };
    const { values, error } = await runToEnd(conversations$(options));
    expect(error).toBeUndefined();
    expect(ids(values)).toEqual(ids(intercom.conversations));
    const begin = [150, 75, 37, 18, 9, 4, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 15, 17, 20];
    expect(sizes(intercom).slice(0, begin.length)).toEqual(begin);
  });

  it.each([1, 2, 5])('should be given up at size 1 after %i retries', async (count) => {
    const intercom = createTestIntercom({
      conversations: 300,
      fault: ({ number }) => (number > 1 ? { status: 502 } : undefined),
    });
    const options = { ...optionsFor(intercom), retry: { count } };
    const { values, error } = await runToEnd(conversations$(options));
    expect(ids(values)).toEqual(ids(intercom.conversations.slice(0, 20)));
    const expected = [20, 20, 10, 5, 2, ...Array<number>(count + 1).fill(1)];
    expect(sizes(intercom)).toEqual(expected);
    expect(error).toMatchObject({
      kind: 'error-list',
      status: 502,
      attempts: expected.length - 1,
      startingAfter: intercom.requests[1]?.startingAfter,
    });
    expect((error as IntercomError).request?.url).toContain('per_page=1&');
  });

  it('should be given up at once where the page size is 1', async () => {
    const intercom = createTestIntercom({ fault: () => ({ status: 504 }) });
    const { error } = await runToEnd(conversations$({ ...optionsFor(intercom), perPage: 1 }));
    expect(error).toMatchObject({ status: 504, attempts: 6 });
  });

  it('should have its other failures counted all the same', async () => {
    const script = [504, 500, 504, 503, 504, 500];
    const intercom = createTestIntercom({
      fault: ({ number }) => ({ status: script[number - 1] ?? 200 }),
    });
    const options = { ...optionsFor(intercom), retry: { count: 2 } };
    const { error } = await runToEnd(conversations$(options));
    expect(error).toMatchObject({ status: 500, attempts: 6 });
    expect(sizes(intercom)).toEqual([20, 10, 10, 5, 2, 1]);
  });

  it.each([[false], [{ count: 0 }]] as const)(
    'should not be asked for again with retry: %j',
    async (retry) => {
      const intercom = createTestIntercom({ fault: () => ({ status: 504 }) });
      const { error } = await runToEnd(conversations$({ ...optionsFor(intercom), retry }));
      expect(error).toMatchObject({ status: 504, attempts: 1 });
      expect(sizes(intercom)).toEqual([20]);
    },
  );

  it('should be asked for after a backoff, or when the server says', async () => {
    const times: number[] = [];
    const script: readonly Fault[] = [
      { status: 504 },
      { status: 504 },
      { status: 504, headers: { 'retry-after': '7' } },
    ];
    const intercom = createTestIntercom({
      conversations: 2,
      fault: ({ number }) => {
        times.push(Date.now() - NOW);
        return script[number - 1];
      },
    });
    await runToEnd(conversations$(optionsFor(intercom)));
    expect(times).toEqual([0, 500, 1_500, 9_000]);
  });

  it('should be halved from what was asked for, which may be less than a page', async () => {
    const intercom = failingSecond({ status: 504 });
    const options = { ...optionsFor(intercom), limit: 25 };
    const { values } = await runToEnd(conversations$(options));
    expect(ids(values)).toEqual(ids(intercom.conversations.slice(0, 25)));
    expect(sizes(intercom)).toEqual([20, 5, 2, 3]);
  });

  it('should shrink the pages of its own stream only', async () => {
    const intercom = failingSecond({ status: 504 }, 60);
    const pages$ = conversationPages$(optionsFor(intercom));
    await runToEnd(pages$);
    const before = intercom.requests.length;
    await runToEnd(pages$);
    expect(sizes(intercom).slice(before)).toEqual([20, 20, 20]);
  });

  it('should be gone on from in another size where it failed for good', async () => {
    let broken = true;
    const intercom = createTestIntercom({
      conversations: 90,
      fault: ({ number }) => (broken && number > 2 ? { status: 504 } : undefined),
    });
    const first = await runToEnd(conversations$(optionsFor(intercom)));
    broken = false;
    const { checkpoint } = first.error as IntercomError;
    const options = { ...optionsFor(intercom), perPage: 7, resumeFrom: checkpoint ?? undefined };
    const rest = await runToEnd(conversations$(options));
    expect(ids([...first.values, ...rest.values])).toEqual(ids(intercom.conversations));
  });

  it('should leave nothing behind when unsubscribed while waiting to ask again', async () => {
    const intercom = failingSecond({ status: 504 });
    const result = collect(conversations$(optionsFor(intercom)));
    await pass(100);
    result.unsubscribe();
    await pass(60_000);
    expect(sizes(intercom)).toEqual([20, 20]);
  });
});
