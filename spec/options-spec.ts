import { describe, expect, it } from '@jest/globals';
import { of, VirtualTimeScheduler, type Observable } from 'rxjs';
import {
  InvalidOptionsError,
  conversations$,
  conversationUpdates$,
  createRateLimiter,
  exportConversations$,
  isIntercomError,
  processConversations$,
  retrieveConversation$,
  type Checkpoint,
  type ConversationsOptions,
  type ProcessOptions,
  type UpdatesOptions,
} from '../lib/index.ts';
import { collect } from './helpers/collect.ts';
import { FIRST, after } from './helpers/endpoint.ts';
import { listBody } from './helpers/list-body.ts';
import { mockFetch } from './helpers/mock-fetch.ts';
import { HOUR, pass, useVirtualTime } from './helpers/virtual-time.ts';
import { ways } from './helpers/ways.ts';

useVirtualTime();

type Field = keyof (ProcessOptions & UpdatesOptions);
type Create = (options: ConversationsOptions) => Observable<unknown>;

const lists: Readonly<Record<string, Create>> = { ...ways, conversationUpdates$ };
const functions: Readonly<Record<string, Create>> = {
  ...lists,
  retrieveConversation$: (options) => retrieveConversation$(options, '17'),
};

/** A good checkpoint of a walk with the default options, in the middle of a page. */
const checkpoint: Checkpoint = {
  format: 1,
  startedAt: null,
  lateBefore: null,
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

const PER_PAGE = 'an integer from 1 to 150';
const LIMIT = 'an integer from 1 to 9007199254740991';
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
const SINCE = 'a valid Date, or seconds (not milliseconds) since 1970';

const noop = (): void => undefined;

/** Option, value, how the message shows the value, what it may be, and the field if it is deeper. */
type Bad = [Field, unknown, string, string, string?];

const ofWalks: readonly Bad[] = [
  ['region', 'uk', '"uk"', REGION],
  ['region', 'US', '"US"', REGION],
  ['region', '', '""', REGION],
  ['region', null, 'null', REGION],
  ['region', ['us'], 'object', REGION],
  ['region', 'toString', '"toString"', REGION],
  ['baseUrl', null, 'null', expect.anything() as unknown as string],
  ['version', '', '""', VERSION],
  ['version', '1.5', '"1.5"', VERSION],
  ['version', '0.9', '"0.9"', VERSION],
  ['version', '2', '"2"', VERSION],
  ['version', '2.', '"2."', VERSION],
  ['version', '2.7.1', '"2.7.1"', VERSION],
  ['version', 'v2.7', '"v2.7"', VERSION],
  ['version', '2.7\r\nX-Evil: 1', '"2.7\\r\\nX-Evil: 1"', VERSION],
  ['version', 'preview', '"preview"', VERSION],
  ['version', 2.7, '2.7', VERSION],
  ['version', ['2.7'], 'object', VERSION],
  ['perPage', 0, '0', PER_PAGE],
  ['perPage', 151, '151', PER_PAGE],
  ['perPage', 20.5, '20.5', PER_PAGE],
  ['perPage', '20', '"20"', PER_PAGE],
  ['perPage', null, 'null', PER_PAGE],
  ['perPage', 20n, 'bigint', PER_PAGE],
  ['startingAfter', '', '""', CURSOR],
  ['startingAfter', null, 'null', CURSOR],
  ['startingAfter', {}, 'object', CURSOR],
  ['startingAfter', 'https://evil.example/x', '"https://evil.example/x"', CURSOR],
  ['startingAfter', 'http://api.intercom.io/x', '"http://api.intercom.io/x"', CURSOR],
  ['startingAfter', `https://${'a'.repeat(52)}`, `"https://${'a'.repeat(52)}"`, CURSOR],
  ['startingAfter', `https://${'a'.repeat(53)}`, `"https://${'a'.repeat(51)}…"`, CURSOR],
  ['limit', 0, '0', LIMIT],
  ['limit', 2 ** 53, '9007199254740992', LIMIT],
  ['limit', 1.5, '1.5', LIMIT],
  ['limit', Infinity, 'Infinity', LIMIT],
  ['limit', '5', '"5"', LIMIT],
  ['limit', null, 'null', LIMIT],
  ['prefetch', 'true', '"true"', BOOLEAN],
  ['adaptivePageSize', 1, '1', BOOLEAN],
  ['requireOrder', 'no', '"no"', BOOLEAN],
  ['catchUp', null, 'null', BOOLEAN],
  ['onComplete', null, 'null', 'a function'],
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
  ['resumeFrom', { ...checkpoint, pass: -1 }, 'object', CHECKPOINT],
  ['resumeFrom', { ...checkpoint, pass: '0' }, 'object', CHECKPOINT],
  ['resumeFrom', { ...checkpoint, page: null }, 'object', CHECKPOINT],
  ['resumeFrom', { ...checkpoint, page: 0 }, 'object', CHECKPOINT],
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
  ['resumeFrom', { ...checkpoint, delivered: [['1', 'soon']] }, 'object', CHECKPOINT],
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
  ['fetch', {}, 'object', 'a WHATWG fetch'],
  ['signal', null, 'null', SIGNAL],
  ['signal', new AbortController(), 'object', SIGNAL],
  ['signal', { addEventListener: noop }, 'object', SIGNAL],
  ['signal', noop, 'function', SIGNAL],
  ['timeout', 0, '0', TIMEOUT],
  ['timeout', NaN, 'NaN', TIMEOUT],
  ['timeout', 2 ** 31, '2147483648', TIMEOUT],
  ['timeout', '1000', '"1000"', TIMEOUT],
  ['timeout', null, 'null', TIMEOUT],
  ['timeout', false, 'false', TIMEOUT],
  ['retry', null, 'null', RETRY],
  ['retry', true, 'true', RETRY],
  ['retry', [], 'object', RETRY],
  ['retry', { count: -1 }, '-1', COUNT, 'retry.count'],
  ['retry', { count: 1.5 }, '1.5', COUNT, 'retry.count'],
  ['retry', { count: Infinity }, 'Infinity', COUNT, 'retry.count'],
  ['retry', { count: null }, 'null', COUNT, 'retry.count'],
  ['retry', { initialDelay: -1 }, '-1', DELAY, 'retry.initialDelay'],
  ['retry', { initialDelay: '1' }, '"1"', DELAY, 'retry.initialDelay'],
  ['retry', { maxDelay: 2 ** 31 }, '2147483648', DELAY, 'retry.maxDelay'],
  ['retry', { maxDelay: null }, 'null', DELAY, 'retry.maxDelay'],
  ['retry', { maxWait: -1 }, '-1', DELAY, 'retry.maxWait'],
  ['retry', { maxWait: Infinity }, 'Infinity', DELAY, 'retry.maxWait'],
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
  ['random', null, 'null', 'a function'],
  ['random', Symbol('x'), 'symbol', 'a function'],
];

const ofWork: readonly Bad[] = [
  ['lowWater', -1, '-1', COUNT],
  ['lowWater', 0.5, '0.5', COUNT],
  ['lowWater', '1', '"1"', COUNT],
  ['lowWater', null, 'null', COUNT],
  ['onCheckpoint', null, 'null', 'a function'],
  ['onCheckpoint', { next: noop }, 'object', 'a function'],
];

const ofUpdates: readonly Bad[] = [
  ['since', null, 'null', SINCE],
  ['since', -1, '-1', SINCE],
  ['since', 1e11, '100000000000', SINCE],
  ['since', '1767571200', '"1767571200"', SINCE],
  ['since', 5n, 'bigint', SINCE],
  ['since', new Date(NaN), 'object', SINCE],
  ['since', new Date(-1), 'object', SINCE],
  ['interval', null, 'null', TIMEOUT],
  ['interval', 0.5, '0.5', TIMEOUT],
  ['interval', NaN, 'NaN', TIMEOUT],
  ['interval', 2 ** 31, '2147483648', TIMEOUT],
  ['interval', '30 s', '"30 s"', TIMEOUT],
  // These it hands on one by one.
  ['adaptivePageSize', 1, '1', BOOLEAN],
  ['requireOrder', 'no', '"no"', BOOLEAN],
  ['resumeFrom', 'c', '"c"', CHECKPOINT],
];

describe.each<[string, Create, readonly Bad[]]>([
  ['conversations$', conversations$, ofWalks],
  ['processConversations$', (options) => processConversations$(options, (one) => of(one)), ofWork],
  ['conversationUpdates$', conversationUpdates$, ofUpdates],
])('%s', (_, create, table) => {
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
});

describe('every function', () => {
  it.each([
    ...Object.entries(functions).map(
      ([name, create]) => ({ name, create, field: 'timeout' }) as const,
    ),
    ...Object.entries(lists).map(([name, create]) => ({ name, create, field: 'perPage' }) as const),
  ])(
    'should check its options at each subscription, before any request: $name, $field',
    async ({ create, field }) => {
      const { fetch, urls } = mockFetch(listBody(['1']));
      const source = create(withValue({ token: 'tk-7f3a', fetch }, field, 0));
      const results = [collect<unknown>(source), collect<unknown>(source)];
      await pass(HOUR);
      const refused = { state: 'failed', error: { kind: 'invalid-options', field } };
      expect(results).toMatchObject([refused, refused]);
      expect(urls()).toStrictEqual([]);
    },
  );

  it.each(Object.entries(functions))('should want options: %s', async (_, create) => {
    const result = collect<unknown>(create(undefined as unknown as ConversationsOptions));
    await pass();
    expect(result.error).toMatchObject({ kind: 'invalid-options', field: 'options' });
  });
});

describe('work that is no function', () => {
  type Work = (options: ConversationsOptions, project: never) => Observable<unknown>;
  const workers: Readonly<Record<string, Work>> = {
    processConversations$: (options, project) => processConversations$(options, project),
    exportConversations$: (options, project) => exportConversations$(options, project),
  };

  it.each([
    ...Object.entries(workers).flatMap(([name, work]) => [
      { name, work, project: undefined, got: 'undefined' },
      { name, work, project: { concurrency: 4 }, got: 'object' },
    ]),
  ])('should be refused before any request: $got, $name', async ({ work, project, got }) => {
    const { fetch, urls } = mockFetch(listBody(['1']));
    const result = collect(work({ token: 'tk-7f3a', fetch }, project as never));
    await pass(HOUR);
    expect(result.error).toMatchObject({
      field: 'project',
      message: `Invalid option project: got ${got}; it may be a function`,
    });
    expect(urls()).toStrictEqual([]);
  });
});

describe('options that are none', () => {
  it.each([
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a token', 'tk-7f3a', '"tk-7f3a"'],
    ['a list', [], 'object'],
    ['a function', noop, 'function'],
  ])('should be refused: %s', (_name, options, got) => {
    const result = collect(conversations$(options as unknown as ConversationsOptions));
    expect(result.error).toBeInstanceOf(InvalidOptionsError);
    expect(result.error).toMatchObject({
      field: 'options',
      message: `Invalid option options: got ${got}; it may be an object`,
    });
  });
});

describe('options that do not go together', () => {
  it.each<[Field, ConversationsOptions & UpdatesOptions, string, string, Create?]>([
    [
      'since',
      { since: 0, resumeFrom: checkpoint },
      '0',
      'left out beside resumeFrom',
      conversationUpdates$,
    ],
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
  ])('should be refused: %s', async (field, options, got, allowed, create = conversations$) => {
    const { fetch, urls } = mockFetch(listBody(['1']));
    const result = collect<unknown>(create({ token: 'tk-7f3a', fetch, ...options }));
    expect(result.error).toMatchObject({
      kind: 'invalid-options',
      field,
      message: `Invalid option ${field}: got ${got}; it may be ${allowed}`,
    });
    await pass(HOUR);
    expect(urls()).toStrictEqual([]);
  });
});

describe('good options of conversationUpdates$', () => {
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
    ['limit', 1],
    ['limit', 2 ** 53 - 1],
    ['prefetch', true],
    ['prefetch', false],
    ['startingAfter', 'c'],
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
      query: undefined,
      sort: undefined,
      perPage: undefined,
      adaptivePageSize: undefined,
      startingAfter: undefined,
      resumeFrom: undefined,
      limit: undefined,
      prefetch: undefined,
      catchUp: undefined,
      requireOrder: undefined,
      lookBack: undefined,
      onComplete: undefined,
      events: undefined,
      fetch,
      signal: undefined,
      timeout: undefined,
      maxBodySize: undefined,
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

describe('baseUrl', () => {
  it('should need no token, and show an error as it came', async () => {
    const { fetch, authorizations } = mockFetch({ status: 404, body: 'No such page' });
    const result = collect(conversations$({ baseUrl: 'https://proxy.example', fetch }));
    await pass();
    expect(result.error).toMatchObject({ kind: 'http', excerpt: 'No such page' });
    expect(authorizations()).toStrictEqual([undefined]);
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
