import { describe, expect, it } from '@jest/globals';
import { VirtualTimeScheduler } from 'rxjs';
import {
  InvalidOptionsError,
  conversationPages$,
  conversations$,
  conversationUpdates$,
  createRateLimiter,
  isIntercomError,
  type Checkpoint,
  type ConversationsOptions,
  type UpdatesOptions,
} from '../lib/index.ts';
import { collect } from './helpers/collect.ts';
import { FIRST, after } from './helpers/endpoint.ts';
import { listBody } from './helpers/list-body.ts';
import { mockFetch } from './helpers/mock-fetch.ts';
import { pass, useVirtualTime } from './helpers/virtual-time.ts';

useVirtualTime();

const HOUR = 3_600_000;

type Field = keyof ConversationsOptions;

/** A good checkpoint of a walk with the default options, in the middle of a page. */
const checkpoint: Checkpoint = {
  format: 1,
  baseUrl: 'https://api.intercom.io',
  version: '2.7',
  pass: 0,
  page: 3,
  cursor: 'c',
  newest: 1_767_225_600,
  since: null,
  delivered: [['1', 1_767_225_600]],
  catchUp: null,
};

/** Good options, but for one. */
function withValue(
  options: ConversationsOptions,
  field: Field,
  value: unknown,
): ConversationsOptions {
  return { ...options, [field]: value };
}

const INTEGER = 'an integer from 1 to 150';
const REGION = "'us', 'eu' or 'au'";
const VERSION = "'1.0' to '1.4', '2.0' and newer, 'Preview' or null";
const CURSOR = "a cursor, or a URL of the base URL's own origin";
const TIMEOUT = 'a number of milliseconds from 1 to 2147483647';
const DELAY = 'a number of milliseconds from 0 to 2147483647';
const COUNT = 'an integer from 0 to 9007199254740991';
const SIGNAL = 'an object with addEventListener() and removeEventListener()';
const LIMITER = 'an object with reserve() and update() and pause()';
const SCHEDULER = 'an object with now() and schedule()';
const RETRY = 'an object or false';
const JITTER = 'a number from 0 to 1';

const BOOLEAN = 'true or false';
const EVENTS = 'an object with next()';
const CHECKPOINT = 'a checkpoint of a page or an error: an object, its JSON parsed';
const OWN = 'a checkpoint of https://api.intercom.io, version 2.7';

const noop = (): void => undefined;

/** Option, value, how the message shows the value, what it may be, and the field if it is deeper. */
const bad: [Field, unknown, string, string, string?][] = [
  ['region', 'uk', '"uk"', REGION],
  ['region', 'US', '"US"', REGION],
  ['region', '', '""', REGION],
  ['region', null, 'null', REGION],
  ['region', 1, '1', REGION],
  ['region', ['us'], 'object', REGION],
  ['region', 'toString', '"toString"', REGION],
  ['region', '__proto__', '"__proto__"', REGION],
  ['region', 'constructor', '"constructor"', REGION],
  ['baseUrl', null, 'null', expect.anything() as unknown as string],
  ['baseUrl', 42, '42', expect.anything() as unknown as string],
  ['baseUrl', {}, 'object', expect.anything() as unknown as string],
  ['version', '', '""', VERSION],
  ['version', '1.5', '"1.5"', VERSION],
  ['version', '0.9', '"0.9"', VERSION],
  ['version', '2', '"2"', VERSION],
  ['version', '2.', '"2."', VERSION],
  ['version', '2.7.1', '"2.7.1"', VERSION],
  ['version', 'v2.7', '"v2.7"', VERSION],
  ['version', ' 2.7', '" 2.7"', VERSION],
  ['version', '2.7\n', '"2.7\\n"', VERSION],
  ['version', '2.7\r\nX-Evil: 1', '"2.7\\r\\nX-Evil: 1"', VERSION],
  ['version', 'preview', '"preview"', VERSION],
  ['version', 'Unstable', '"Unstable"', VERSION],
  ['version', 'latest', '"latest"', VERSION],
  ['version', 2.7, '2.7', VERSION],
  ['version', false, 'false', VERSION],
  ['version', ['2.7'], 'object', VERSION],
  ['perPage', 0, '0', INTEGER],
  ['perPage', -1, '-1', INTEGER],
  ['perPage', 151, '151', INTEGER],
  ['perPage', 20.5, '20.5', INTEGER],
  ['perPage', NaN, 'NaN', INTEGER],
  ['perPage', Infinity, 'Infinity', INTEGER],
  ['perPage', '20', '"20"', INTEGER],
  ['perPage', null, 'null', INTEGER],
  ['perPage', true, 'true', INTEGER],
  ['perPage', 20n, 'bigint', INTEGER],
  ['startingAfter', '', '""', CURSOR],
  ['startingAfter', null, 'null', CURSOR],
  ['startingAfter', 7, '7', CURSOR],
  ['startingAfter', {}, 'object', CURSOR],
  ['startingAfter', 'https://evil.example/x', '"https://evil.example/x"', CURSOR],
  ['startingAfter', 'http://api.intercom.io/x', '"http://api.intercom.io/x"', CURSOR],
  ['startingAfter', `https://${'a'.repeat(52)}`, `"https://${'a'.repeat(52)}"`, CURSOR],
  ['startingAfter', `https://${'a'.repeat(53)}`, `"https://${'a'.repeat(51)}…"`, CURSOR],
  ['adaptivePageSize', null, 'null', BOOLEAN],
  ['adaptivePageSize', 1, '1', BOOLEAN],
  ['adaptivePageSize', 'true', '"true"', BOOLEAN],
  ['requireOrder', null, 'null', BOOLEAN],
  ['requireOrder', 0, '0', BOOLEAN],
  ['requireOrder', 'no', '"no"', BOOLEAN],
  ['catchUp', null, 'null', BOOLEAN],
  ['catchUp', 1, '1', BOOLEAN],
  ['catchUp', {}, 'object', BOOLEAN],
  ['onComplete', null, 'null', 'a function'],
  ['onComplete', 'log', '"log"', 'a function'],
  ['onComplete', { next: noop }, 'object', 'a function'],
  ['events', null, 'null', EVENTS],
  ['events', {}, 'object', EVENTS],
  ['events', { next: 'log' }, 'object', EVENTS],
  ['events', noop, 'function', EVENTS],
  ['resumeFrom', 'c', '"c"', CHECKPOINT],
  ['resumeFrom', 3, '3', CHECKPOINT],
  ['resumeFrom', {}, 'object', CHECKPOINT],
  ['resumeFrom', [], 'object', CHECKPOINT],
  ['resumeFrom', () => checkpoint, 'function', CHECKPOINT],
  ['resumeFrom', JSON.stringify({ a: 1 }), '"{\\"a\\":1}"', CHECKPOINT],
  ['resumeFrom', { ...checkpoint, baseUrl: undefined }, 'object', CHECKPOINT],
  ['resumeFrom', { ...checkpoint, version: undefined }, 'object', CHECKPOINT],
  ['resumeFrom', { ...checkpoint, version: 2.7 }, 'object', CHECKPOINT],
  ['resumeFrom', { ...checkpoint, pass: undefined }, 'object', CHECKPOINT],
  ['resumeFrom', { ...checkpoint, pass: 0.5 }, 'object', CHECKPOINT],
  ['resumeFrom', { ...checkpoint, pass: '0' }, 'object', CHECKPOINT],
  ['resumeFrom', { ...checkpoint, page: null }, 'object', CHECKPOINT],
  ['resumeFrom', { ...checkpoint, cursor: undefined }, 'object', CHECKPOINT],
  ['resumeFrom', { ...checkpoint, cursor: '' }, 'object', CHECKPOINT],
  ['resumeFrom', { ...checkpoint, cursor: 7 }, 'object', CHECKPOINT],
  ['resumeFrom', { ...checkpoint, newest: undefined }, 'object', CHECKPOINT],
  ['resumeFrom', { ...checkpoint, newest: '5' }, 'object', CHECKPOINT],
  ['resumeFrom', { ...checkpoint, since: NaN }, 'object', CHECKPOINT],
  ['resumeFrom', { ...checkpoint, delivered: undefined }, 'object', CHECKPOINT],
  ['resumeFrom', { ...checkpoint, delivered: {} }, 'object', CHECKPOINT],
  ['resumeFrom', { ...checkpoint, delivered: ['1'] }, 'object', CHECKPOINT],
  ['resumeFrom', { ...checkpoint, delivered: [[1, 5]] }, 'object', CHECKPOINT],
  [
    'resumeFrom',
    { ...checkpoint, baseUrl: 'https://api.eu.intercom.io' },
    '"https://api.eu.intercom.io, version 2.7"',
    OWN,
  ],
  ['resumeFrom', { ...checkpoint, version: '2.8' }, '"https://api.intercom.io, version 2.8"', OWN],
  ['resumeFrom', { ...checkpoint, version: null }, '"https://api.intercom.io, version null"', OWN],
  [
    'resumeFrom',
    { ...checkpoint, cursor: 'https://evil.example/x' },
    '"https://evil.example/x"',
    'a cursor of its own origin',
  ],
  ['fetch', null, 'null', 'a WHATWG fetch'],
  ['fetch', 'fetch', '"fetch"', 'a WHATWG fetch'],
  ['fetch', {}, 'object', 'a WHATWG fetch'],
  ['signal', null, 'null', SIGNAL],
  ['signal', {}, 'object', SIGNAL],
  ['signal', 'abort', '"abort"', SIGNAL],
  ['signal', new AbortController(), 'object', SIGNAL],
  ['signal', { addEventListener: noop }, 'object', SIGNAL],
  ['signal', noop, 'function', SIGNAL],
  ['timeout', 0, '0', TIMEOUT],
  ['timeout', -1, '-1', TIMEOUT],
  ['timeout', NaN, 'NaN', TIMEOUT],
  ['timeout', Infinity, 'Infinity', TIMEOUT],
  ['timeout', 2 ** 31, '2147483648', TIMEOUT],
  ['timeout', '1000', '"1000"', TIMEOUT],
  ['timeout', null, 'null', TIMEOUT],
  ['timeout', false, 'false', TIMEOUT],
  ['retry', null, 'null', RETRY],
  ['retry', true, 'true', RETRY],
  ['retry', 3, '3', RETRY],
  ['retry', [], 'object', RETRY],
  ['retry', 'no', '"no"', RETRY],
  ['retry', { count: -1 }, '-1', COUNT, 'retry.count'],
  ['retry', { count: 1.5 }, '1.5', COUNT, 'retry.count'],
  ['retry', { count: Infinity }, 'Infinity', COUNT, 'retry.count'],
  ['retry', { count: '3' }, '"3"', COUNT, 'retry.count'],
  ['retry', { count: null }, 'null', COUNT, 'retry.count'],
  ['retry', { initialDelay: -1 }, '-1', DELAY, 'retry.initialDelay'],
  ['retry', { initialDelay: NaN }, 'NaN', DELAY, 'retry.initialDelay'],
  ['retry', { initialDelay: '1' }, '"1"', DELAY, 'retry.initialDelay'],
  ['retry', { maxDelay: -1 }, '-1', DELAY, 'retry.maxDelay'],
  ['retry', { maxDelay: 2 ** 31 }, '2147483648', DELAY, 'retry.maxDelay'],
  ['retry', { maxDelay: null }, 'null', DELAY, 'retry.maxDelay'],
  ['retry', { maxWait: -1 }, '-1', DELAY, 'retry.maxWait'],
  ['retry', { maxWait: Infinity }, 'Infinity', DELAY, 'retry.maxWait'],
  ['retry', { maxWait: '5' }, '"5"', DELAY, 'retry.maxWait'],
  ['retry', { jitter: -0.1 }, '-0.1', JITTER, 'retry.jitter'],
  ['retry', { jitter: 1.1 }, '1.1', JITTER, 'retry.jitter'],
  ['retry', { jitter: NaN }, 'NaN', JITTER, 'retry.jitter'],
  ['retry', { jitter: true }, 'true', JITTER, 'retry.jitter'],
  ['rateLimiter', null, 'null', LIMITER],
  ['rateLimiter', {}, 'object', LIMITER],
  ['rateLimiter', createRateLimiter, 'function', LIMITER],
  ['rateLimiter', { reserve: noop, update: noop }, 'object', LIMITER],
  ['rateLimiter', { reserve: noop, pause: noop }, 'object', LIMITER],
  ['rateLimiter', { update: noop, pause: noop }, 'object', LIMITER],
  ['scheduler', null, 'null', SCHEDULER],
  ['scheduler', { now: () => 0 }, 'object', SCHEDULER],
  ['scheduler', { schedule: noop }, 'object', SCHEDULER],
  ['scheduler', 'async', '"async"', SCHEDULER],
  ['random', null, 'null', 'a function'],
  ['random', 0.5, '0.5', 'a function'],
  ['random', Symbol('x'), 'symbol', 'a function'],
];

/** What a stream without an end has no use for. */
const ofWalks: readonly Field[] = ['startingAfter', 'catchUp', 'onComplete'];

describe.each([
  ['conversations$', conversations$, bad],
  ['conversationPages$', conversationPages$, bad],
  ['conversationUpdates$', conversationUpdates$, bad.filter(([field]) => !ofWalks.includes(field))],
] as const)('%s', (_, create, table) => {
  it.each([...table])(
    'should notify a bad %s before any request: %p',
    async (option, value, got, allowed, field = option) => {
      const { fetch, urls } = mockFetch(listBody(['1']));
      const options = withValue({ token: 'tk-7f3a', fetch }, option, value);
      const result = collect<unknown>(create(options));
      expect(result.state).toBe('failed');
      expect(result.error).toBeInstanceOf(InvalidOptionsError);
      expect(isIntercomError(result.error)).toBe(true);
      expect(result.error).toMatchObject({
        name: 'InvalidOptionsError',
        kind: 'invalid-options',
        field,
        request: null,
        attempts: 0,
        startingAfter: undefined,
      });
      const { message } = result.error as InvalidOptionsError;
      const [start, end] = message.split('; it may be ');
      expect([start, end]).toStrictEqual([`Invalid option ${field}: got ${got}`, allowed]);
      await pass(HOUR);
      expect(urls()).toStrictEqual([]);
    },
  );

  it.each([
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a token', 'tk-7f3a', '"tk-7f3a"'],
    ['a list', [], 'object'],
    ['a function', noop, 'function'],
  ])('should notify options that are none: %s', (_name, options, got) => {
    const result = collect<unknown>(create(options as unknown as ConversationsOptions));
    expect(result.error).toBeInstanceOf(InvalidOptionsError);
    expect(result.error).toMatchObject({
      field: 'options',
      message: `Invalid option options: got ${got}; it may be an object`,
    });
  });

  it('should notify a bad option to each subscriber, and never throw', () => {
    const source = create({ token: '' });
    expect(collect<unknown>(source).state).toBe('failed');
    expect(collect<unknown>(source).state).toBe('failed');
  });
});

describe('options that do not go together', () => {
  it.each<[Field, ConversationsOptions, string, string]>([
    [
      'resumeFrom',
      { startingAfter: 'c', resumeFrom: checkpoint },
      'object',
      'left out beside startingAfter',
    ],
    [
      'catchUp',
      { startingAfter: 'c', catchUp: true },
      'true',
      'false beside startingAfter, which does not say since when: pass resumeFrom instead',
    ],
  ])('should be refused: %s', async (field, options, got, allowed) => {
    const { fetch, urls } = mockFetch(listBody(['1']));
    for (const create of [conversations$, conversationPages$]) {
      const result = collect<unknown>(create({ token: 'tk-7f3a', fetch, ...options }));
      expect(result.error).toMatchObject({
        kind: 'invalid-options',
        field,
        message: `Invalid option ${field}: got ${got}; it may be ${allowed}`,
      });
    }
    await pass(HOUR);
    expect(urls()).toStrictEqual([]);
  });
});

describe('the options of updates', () => {
  const SINCE = 'a valid Date, or seconds (not milliseconds) since 1970';

  it.each([
    ['since', null, 'null', SINCE],
    ['since', NaN, 'NaN', SINCE],
    ['since', -1, '-1', SINCE],
    ['since', Infinity, 'Infinity', SINCE],
    ['since', 1e11, '100000000000', SINCE],
    ['since', Date.UTC(2026, 0, 5), '1767571200000', SINCE],
    ['since', '2026-01-05', '"2026-01-05"', SINCE],
    ['since', '1767571200', '"1767571200"', SINCE],
    ['since', {}, 'object', SINCE],
    ['since', 5n, 'bigint', SINCE],
    ['since', new Date(NaN), 'object', SINCE],
    ['since', new Date(-1), 'object', SINCE],
    ['interval', null, 'null', TIMEOUT],
    ['interval', 0, '0', TIMEOUT],
    ['interval', 0.5, '0.5', TIMEOUT],
    ['interval', -30_000, '-30000', TIMEOUT],
    ['interval', NaN, 'NaN', TIMEOUT],
    ['interval', Infinity, 'Infinity', TIMEOUT],
    ['interval', 2 ** 31, '2147483648', TIMEOUT],
    ['interval', '30 s', '"30 s"', TIMEOUT],
  ])('should be refused before any request: %s %p', async (field, value, got, allowed) => {
    const { fetch, urls } = mockFetch(listBody(['1']));
    const options = { token: 'tk-7f3a', fetch, [field]: value } as UpdatesOptions;
    const result = collect(conversationUpdates$(options));
    expect(result.error).toBeInstanceOf(InvalidOptionsError);
    expect(result.error).toMatchObject({
      field,
      message: `Invalid option ${field}: got ${got}; it may be ${allowed}`,
    });
    await pass(HOUR);
    expect(urls()).toStrictEqual([]);
  });

  it.each([0, new Date(0)])('should not say both since %p and resumeFrom', (since) => {
    const options = { token: 'tk-7f3a', since, resumeFrom: checkpoint };
    const { error } = collect(conversationUpdates$(options));
    expect(error).toMatchObject({
      field: 'since',
      message: expect.stringContaining('it may be left out beside resumeFrom'),
    });
  });

  it.each<[keyof UpdatesOptions, unknown]>([
    ['since', 0],
    ['since', 1_767_571_200.5],
    ['since', 1e11 - 1],
    ['since', new Date(0)],
    ['since', new Date(Date.UTC(2026, 0, 5))],
    ['since', undefined],
    ['interval', 1],
    ['interval', 2 ** 31 - 1],
    ['interval', undefined],
    ['resumeFrom', checkpoint],
    ['resumeFrom', undefined],
    ['adaptivePageSize', false],
    ['requireOrder', false],
  ])('should be taken: %s %p', async (option, value) => {
    const { fetch, urls } = mockFetch({ ...listBody([]), conversations: [] });
    const options = { token: 'tk-7f3a', fetch, [option]: value } as UpdatesOptions;
    const result = collect(conversationUpdates$(options));
    await pass();
    expect(result).toMatchObject({ state: 'open', values: [], error: undefined });
    expect(urls()).toHaveLength(1);
    result.unsubscribe();
  });
});

describe('good options', () => {
  const good: [Field, unknown][] = [
    ['perPage', 1],
    ['perPage', 150],
    ['timeout', 1],
    ['timeout', 0.5 + 1],
    ['timeout', 2 ** 31 - 1],
    ['retry', {}],
    ['retry', false],
    ['retry', { count: 0, initialDelay: 0, maxDelay: 0, maxWait: 0, jitter: 0 }],
    ['retry', { count: 100, initialDelay: 1, maxDelay: 2 ** 31 - 1, maxWait: 1, jitter: 1 }],
    ['signal', new AbortController().signal],
    ['rateLimiter', createRateLimiter()],
    ['random', () => 0.5],
    ['region', 'us'],
    ['baseUrl', 'https://proxy.example'],
    ['version', null],
    ['startingAfter', 'c'],
    ['startingAfter', 'https://api.intercom.io/conversations?page=3'],
    ['adaptivePageSize', true],
    ['adaptivePageSize', false],
    ['requireOrder', true],
    ['requireOrder', false],
    ['catchUp', false],
    ['onComplete', noop],
    ['events', { next: noop }],
    ['resumeFrom', checkpoint],
    ['resumeFrom', null],
    ['resumeFrom', { ...checkpoint, cursor: null, newest: null, delivered: [] }],
    ['resumeFrom', { ...checkpoint, cursor: 'https://api.intercom.io/conversations?page=3' }],
    ['resumeFrom', { ...checkpoint, more: 'of a later version' }],
  ];

  it.each(good)('should be taken: %s %p', async (option, value) => {
    const { fetch, urls } = mockFetch(listBody(['1']));
    const result = collect(conversations$(withValue({ token: 'tk-7f3a', fetch }, option, value)));
    await pass();
    expect(result.state).toBe('complete');
    expect(urls()).toHaveLength(1);
  });

  it('should be the defaults where they are undefined', async () => {
    const { fetch, urls, mock, times } = mockFetch(500, listBody(['1']));
    const options: Required<ConversationsOptions> = {
      token: 'tk-7f3a',
      region: undefined,
      baseUrl: undefined,
      version: undefined,
      perPage: undefined,
      adaptivePageSize: undefined,
      startingAfter: undefined,
      resumeFrom: undefined,
      limit: undefined,
      prefetch: undefined,
      catchUp: undefined,
      requireOrder: undefined,
      onComplete: undefined,
      events: undefined,
      fetch,
      signal: undefined,
      timeout: undefined,
      retry: undefined,
      rateLimiter: undefined,
      scheduler: undefined,
      random: undefined,
    };
    const result = collect(conversations$(options));
    await pass(1_000);
    expect(result.state).toBe('complete');
    expect(urls()).toStrictEqual([FIRST, FIRST]);
    expect(times()[1]).toBeLessThanOrEqual(1_000);
    expect(mock.callHistory.lastCall()?.options.headers).toMatchObject({
      'intercom-version': '2.7',
    });
  });

  it('should be read at each subscription', async () => {
    const { fetch, urls } = mockFetch(listBody(['1']), listBody(['2']));
    const options = { token: 'tk-7f3a', fetch, startingAfter: 'a' };
    const source = conversations$(options);
    collect(source);
    await pass();
    options.startingAfter = 'b';
    collect(source);
    await pass();
    expect(urls()).toStrictEqual([after('a'), after('b')]);
  });
});

describe('region', () => {
  it.each([
    [undefined, 'https://api.intercom.io'],
    ['us', 'https://api.intercom.io'],
    ['eu', 'https://api.eu.intercom.io'],
    ['au', 'https://api.au.intercom.io'],
  ] as const)('should choose the host: %s', async (region, host) => {
    const { fetch, urls } = mockFetch(listBody(['1']));
    collect(conversations$({ token: 'tk-7f3a', fetch, region }));
    await pass();
    expect(urls()).toStrictEqual([`${host}/conversations?per_page=20`]);
  });

  it('should give way to baseUrl', async () => {
    const { fetch, urls } = mockFetch(listBody(['1']));
    const baseUrl = 'https://proxy.example';
    collect(conversations$({ token: 'tk-7f3a', fetch, region: 'eu', baseUrl }));
    await pass();
    expect(urls()).toStrictEqual(['https://proxy.example/conversations?per_page=20']);
  });
});

describe('version', () => {
  const versions = ['1.0', '1.1', '1.2', '1.3', '1.4', '2.0', '2.6', '2.7', '2.8', '2.16'];

  it.each([...versions, '3.0', '10.12', 'Preview'])('should be sent: %s', async (version) => {
    const { fetch, mock } = mockFetch(listBody(['1']));
    collect(conversations$({ token: 'tk-7f3a', fetch, version }));
    await pass();
    const headers = new Headers(mock.callHistory.lastCall()?.options.headers);
    expect(headers.get('intercom-version')).toBe(version);
  });

  it('should not be sent where it is null', async () => {
    const { fetch, mock } = mockFetch(listBody(['1']));
    collect(conversations$({ token: 'tk-7f3a', fetch, version: null }));
    await pass();
    const headers = new Headers(mock.callHistory.lastCall()?.options.headers);
    expect([...headers.keys()]).toStrictEqual(['accept', 'authorization']);
  });
});

describe('scheduler', () => {
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
});
