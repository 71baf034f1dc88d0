import { describe, expect, it } from '@jest/globals';
import { of, type Observable } from 'rxjs';
import {
  createRateLimiter,
  deletedConversations$,
  exportConversations$,
  planExport$,
  retrieveConversation$,
  type ClientOptions,
  type ConversationsOptions,
  type DeletionsOptions,
  type ExportOptions,
  type ProcessOptions,
  type RetrieveOptions,
  type UpdatesOptions,
} from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { functions } from '../helpers/functions.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { HOUR, pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

const clients: Readonly<Record<string, (options: ConversationsOptions) => Observable<unknown>>> = {
  ...functions,
  deletedConversations$: (options) => deletedConversations$({ ...options, version: '2.16' }),
  exportConversations$: (options) =>
    exportConversations$(options, ({ conversations }) => conversations),
  planExport$: (options) => planExport$(options, { size: 10 }),
};

/** The option of another client, and what the message tells to pass. */
const FOREIGN: readonly (readonly [name: string, remedy: string])[] = [
  ['accessToken', 'token'],
  ['access_token', 'token'],
  ['apiKey', 'token'],
  ['auth', 'token'],
  ['tokenAuth', 'token'],
  ['environment', 'region or baseUrl'],
  ['baseURL', 'baseUrl'],
  ['apiVersion', 'version'],
  ['headers', 'fetch, which may add them'],
  ['params', 'fetch, which may add them'],
  ['queryParams', 'fetch, which may add them'],
  ['proxy', 'fetch, which may use a proxy'],
  ['agent', 'fetch, which may use a proxy'],
  ['httpAgent', 'fetch, which may use a proxy'],
  ['httpsAgent', 'fetch, which may use a proxy'],
  ['dispatcher', 'fetch, which may use a proxy'],
  ['fetcher', 'fetch'],
  ['abortSignal', 'signal'],
  ['cancelToken', 'signal'],
  ['timeoutInSeconds', 'timeout, in milliseconds'],
  ['maxRetries', 'retry: { count }'],
  ['retries', 'retry: { count }'],
  ['logging', 'events'],
  ['per_page', 'perPage'],
  ['pageSize', 'perPage'],
  ['starting_after', 'startingAfter'],
  ['pagination', 'perPage and startingAfter'],
  ['display_as', 'displayAs of retrieveConversation$'],
];

const RETRY: readonly (readonly [name: string, remedy: string])[] = [
  ['maxRetries', 'retry.count'],
  ['retries', 'retry.count'],
  ['limit', 'retry.count'],
  ['delay', 'retry.initialDelay'],
];

/** What comes of options that hold more than TypeScript would let through. */
async function run(name: string, options: object): Promise<{ error: unknown; requests: number }> {
  const { fetch, urls } = mockFetch(400);
  const base = { token: 'test-token', fetch, retry: false };
  const result = collect(clients[name]?.({ ...base, ...options } as never) ?? of());
  await pass(HOUR);
  result.unsubscribe();
  return { error: result.error, requests: urls().length };
}

function refused(field: string, remedy: string): unknown {
  const message = `Invalid option ${field}: got an option of another client; it must be passed as ${remedy}`;
  return {
    error: expect.objectContaining({ kind: 'invalid-options', field, message }),
    requests: 0,
  };
}

describe.each(Object.keys(clients))('the options of another client, in %s', (name) => {
  it.each(FOREIGN)('should be refused with the remedy: %s', async (option, remedy) => {
    expect(await run(name, { [option]: 'a-value' })).toEqual(refused(option, remedy));
  });

  it('should be taken where they are undefined, like any unknown option', async () => {
    const unknown = { headers: undefined, tenant: 'an option of the caller' };
    expect((await run(name, unknown)).requests).toBe(1);
  });
});

describe('the options of another client', () => {
  it.each(RETRY)('should be refused in retry: %s', async (option, remedy) => {
    expect(await run('conversations$', { retry: { [option]: 3 } })).toEqual(
      refused(`retry.${option}`, remedy),
    );
  });

  it('should be refused where they are inherited, and where null', async () => {
    const { fetch } = mockFetch();
    const inherited = Object.create({ token: 'test-token', fetch, headers: null }) as ClientOptions;
    const result = collect(retrieveConversation$(inherited, '17'));
    await pass();
    expect(result.error).toMatchObject({ field: 'headers' });
  });

  it('should keep their values to themselves, because one may be a token', async () => {
    const { error } = await run('conversations$', { accessToken: 'tk-7f3a' });
    expect(JSON.stringify(error)).not.toContain('tk-7f3a');
  });

  it('should be left alone in an object that throws for what it does not have', async () => {
    const strict = new Proxy(
      { token: 'test-token', fetch: mockFetch(400).fetch, retry: false },
      {
        get: (target, key) => {
          if (['headers', 'per_page'].includes(String(key))) throw new Error(`no ${String(key)}`);
          return Reflect.get(target, key) as unknown;
        },
      },
    );
    const result = collect(retrieveConversation$(strict as ClientOptions, '17'));
    await pass();
    expect(result.error).toMatchObject({ kind: 'http' });
  });
});

describe('one object with the options of all functions', () => {
  type All = ProcessOptions & UpdatesOptions & ExportOptions & RetrieveOptions & DeletionsOptions;
  const own: Omit<
    { [Name in keyof Required<All>]: All[Name] },
    'token' | 'fetch' | 'retry' | 'catchUp' | 'startingAfter' | 'resumeFrom'
  > = {
    region: 'eu',
    baseUrl: 'https://proxy.example',
    version: '2.16',
    signal: new AbortController().signal,
    timeout: 5_000,
    maxBodySize: 1_000,
    rateLimiter: createRateLimiter(),
    events: { next: () => undefined },
    scheduler: undefined,
    random: Math.random,
    query: { field: 'state', operator: '=', value: 'open' },
    sort: undefined,
    perPage: 50,
    adaptivePageSize: true,
    limit: 5,
    prefetch: false,
    requireOrder: true,
    lookBack: 0,
    onComplete: () => undefined,
    lowWater: 1,
    onCheckpoint: () => undefined,
    since: 1_767_225_600,
    interval: 10_000,
    until: 1_767_225_601,
    concurrency: 2,
    displayAs: 'plaintext',
  };

  it.each(Object.keys(clients))('should be taken by %s', async (name) => {
    expect((await run(name, own)).requests).toBe(1);
  });
});
