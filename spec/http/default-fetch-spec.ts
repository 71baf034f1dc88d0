import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { conversations$, type Fetch } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { FIRST, after } from '../helpers/endpoint.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { pass, useVirtualTime } from '../helpers/virtual-time.ts';

const mockCrossFetch = jest.fn<Fetch>();
const mockLoaded = jest.fn();

const mockLoad = jest.fn();

jest.mock('cross-fetch', () => {
  mockLoaded();
  mockLoad();
  return { fetch: mockCrossFetch };
});

useVirtualTime();

describe('the default fetch', () => {
  const platform = globalThis.fetch;

  beforeEach(() => {
    jest.resetModules();
    mockCrossFetch.mockReset();
    mockLoaded.mockReset();
    mockLoad.mockReset();
  });

  afterEach(() => {
    globalThis.fetch = platform;
  });

  it('should be the platform’s, as it is when a request is made', async () => {
    const source = conversations$({ token: 'tk-7f3a' });
    const early = mockFetch(listBody(['1'], 'b'));
    const late = mockFetch(listBody(['2']));
    globalThis.fetch = early.fetch as typeof fetch;
    const result = collect(source, () => {
      globalThis.fetch = late.fetch as typeof fetch;
    });
    await pass();
    expect(result.state).toBe('complete');
    expect(early.urls()).toStrictEqual([FIRST]);
    expect(late.urls()).toStrictEqual([after('b')]);
  });

  it('should be called as the platform wants it: without a this of ours', async () => {
    const { fetch } = mockFetch(listBody(['1']));
    const seen: unknown[] = [];
    globalThis.fetch = function (this: unknown, ...args: Parameters<Fetch>) {
      seen.push(this);
      return fetch(...args);
    } as typeof globalThis.fetch;
    collect(conversations$({ token: 'tk-7f3a' }));
    await pass();
    expect(seen).toHaveLength(1);
    expect([undefined, globalThis]).toContain(seen[0]);
  });

  it('should leave cross-fetch alone where the platform has one', async () => {
    globalThis.fetch = mockFetch(listBody(['1'])).fetch as typeof fetch;
    const result = collect(conversations$({ token: 'tk-7f3a' }));
    await pass();
    expect(result.state).toBe('complete');
    expect(mockLoaded).not.toHaveBeenCalled();
  });

  it('should be cross-fetch where the platform has none, loaded when it is needed', async () => {
    Reflect.deleteProperty(globalThis, 'fetch');
    const { fetch, urls } = mockFetch(listBody(['1'], 'b'), listBody(['2']));
    mockCrossFetch.mockImplementation(fetch);
    const source = conversations$({ token: 'tk-7f3a' });
    await pass();
    expect(mockLoaded).not.toHaveBeenCalled();
    const result = collect(source);
    await pass();
    expect(result.state).toBe('complete');
    expect(result.values.map(({ id }) => id)).toStrictEqual(['1', '2']);
    expect(urls()).toStrictEqual([FIRST, after('b')]);
    expect(mockLoaded).toHaveBeenCalledTimes(1);
    expect(mockCrossFetch).toHaveBeenCalledTimes(2);
    expect(mockCrossFetch).toHaveBeenLastCalledWith(
      after('b'),
      expect.objectContaining({
        method: 'GET',
        redirect: 'manual',
        headers: expect.objectContaining({ Authorization: 'Bearer tk-7f3a' }),
      }),
    );
  });

  it('should be an error that says so, once, where cross-fetch does not load', async () => {
    Reflect.deleteProperty(globalThis, 'fetch');
    const cause = new Error('cannot be loaded');
    mockLoad.mockImplementation(() => {
      throw cause;
    });
    const result = collect(conversations$({ token: 'tk-7f3a' }));
    await pass(600_000);
    expect(result.error).toMatchObject({ kind: 'invalid-options', field: 'fetch', cause });
    expect(result.error).toMatchObject({
      message: expect.stringContaining('cross-fetch could not be loaded'),
    });
    expect(mockLoaded).toHaveBeenCalledTimes(1);
  });

  it('should be left alone where one is given', async () => {
    const { fetch, urls } = mockFetch(listBody(['1']));
    const other = mockFetch();
    globalThis.fetch = other.fetch as typeof globalThis.fetch;
    collect(conversations$({ token: 'tk-7f3a', fetch }));
    await pass();
    expect(urls()).toStrictEqual([FIRST]);
    expect(other.urls()).toStrictEqual([]);
    expect(mockLoaded).not.toHaveBeenCalled();
  });
});
