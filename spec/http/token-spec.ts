import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { InvalidOptionsError, conversations$, type ConversationsOptions } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { deferred } from '../helpers/deferred.ts';
import { FIRST } from '../helpers/endpoint.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { HOUR, pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

describe('token', () => {
  const ALLOWED = 'a string of visible ASCII characters, without spaces or line breaks';

  it.each([
    ['left out', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a number', 53_219, 'number'],
    ['an object', { token: 's3cret' }, 'object'],
    ['empty', '', 'an empty string'],
    ['white space', ' ', 'a string with a space or a line break in it'],
    ['a line break', 's3cret\n', 'a string with a space or a line break in it'],
    ['a header more', 's3cret\r\nX-Evil: 1', 'a string with a space or a line break in it'],
    ['a space', 's3 cret', 'a string with a space or a line break in it'],
    ['a space before it', ' s3cret', 'a string with a space or a line break in it'],
    ['a tab', 's3cret\t', 'a string with a space or a line break in it'],
    ['a NUL', 's3cret\0', 'a string with other characters'],
    ['another script', 's3cretключ', 'a string with other characters'],
  ])('should be refused, without quoting it: %s', async (_, token, got) => {
    const { fetch, urls } = mockFetch(listBody(['1']));
    const result = collect(conversations$({ fetch, token } as ConversationsOptions));
    expect(result.error).toBeInstanceOf(InvalidOptionsError);
    expect(result.error).toMatchObject({
      field: 'token',
      message: expect.stringContaining(`Invalid option token: got ${got}; it must be ${ALLOWED}`),
    });
    const traces = inspect(result.error, { showHidden: true, depth: null });
    expect(traces + JSON.stringify(result.error)).not.toMatch(/s3 ?cret|53219/);
    await pass(HOUR);
    expect(urls()).toStrictEqual([]);
  });

  it.each(['', 's3cret\n', null])(
    'should be refused also where baseUrl would allow it to be left out: %j',
    (token) => {
      const { fetch } = mockFetch(listBody(['1']));
      const options = { fetch, baseUrl: 'https://proxy.example', token } as ConversationsOptions;
      const result = collect(conversations$(options));
      expect(result.error).toMatchObject({ field: 'token' });
    },
  );

  it.each([
    ['left out', {}],
    ['undefined', { token: undefined }],
  ])('should not be sent where a proxy adds it: %s', async (_, options) => {
    const { fetch, authorizations } = mockFetch(listBody(['1'], 'b'), listBody(['2']));
    const baseUrl = 'https://proxy.example';
    const result = collect(conversations$({ fetch, baseUrl, ...options }));
    await pass();
    expect(result.state).toBe('complete');
    expect(authorizations()).toStrictEqual([undefined, undefined]);
  });

  it('should be sent also to a proxy', async () => {
    const { fetch, authorizations } = mockFetch(listBody(['1']));
    collect(conversations$({ token: 'tk-7f3a', fetch, baseUrl: 'https://proxy.example' }));
    await pass();
    expect(authorizations()).toStrictEqual(['Bearer tk-7f3a']);
  });

  it.each([
    ['at once', (token: string) => token],
    ['later', (token: string) => Promise.resolve(token)],
  ])(
    'should be asked for before every attempt, retries included: answered %s',
    async (_, answer) => {
      const { fetch, authorizations } = mockFetch(
        500,
        listBody(['1'], 'b'),
        429,
        { throws: new TypeError('fetch failed') },
        listBody(['2']),
      );
      let count = 0;
      const token = () => answer(`tk-${++count}`);
      const source = conversations$({ token, fetch });
      expect(count).toBe(0);
      const result = collect(source);
      await pass(HOUR);
      expect(result.state).toBe('complete');
      expect(authorizations()).toStrictEqual([1, 2, 3, 4, 5].map((index) => `Bearer tk-${index}`));
      expect(count).toBe(5);
    },
  );

  it('should be waited for', async () => {
    const { fetch, authorizations, times } = mockFetch(listBody(['1']));
    const pending = deferred<string>();
    collect(conversations$({ token: () => pending.promise, fetch }));
    await pass(8_000);
    expect(times()).toStrictEqual([]);
    pending.resolve('tk-late');
    await pass();
    expect(times()).toStrictEqual([8_000]);
    expect(authorizations()).toStrictEqual(['Bearer tk-late']);
  });

  const vault = new Error('vault is sealed');

  it.each<[string, () => string | Promise<string>, string]>([
    [
      'throws',
      () => {
        throw vault;
      },
      'a function that failed',
    ],
    ['rejects', () => Promise.reject(vault), 'a function that failed'],
    ['answers nothing', () => undefined as unknown as string, 'undefined'],
    ['answers null', () => Promise.resolve(null as unknown as string), 'null'],
    ['answers an empty text', () => '', 'an empty string'],
    [
      'answers a line break',
      () => Promise.resolve('s3cret\n'),
      'a string with a space or a line break in it',
    ],
  ])('should be an error, not retried, where the function %s', async (_, token, got) => {
    const { fetch, urls } = mockFetch(listBody(['1']));
    const result = collect(conversations$({ token, fetch }));
    await pass();
    expect(result.error).toBeInstanceOf(InvalidOptionsError);
    expect(result.error).toMatchObject({
      field: 'token',
      message: expect.stringContaining(`Invalid option token: got ${got}; it must be ${ALLOWED}`),
    });
    expect(inspect(result.error, { showHidden: true, depth: null })).not.toContain('s3cret');
    await pass(HOUR);
    expect(urls()).toStrictEqual([]);
  });

  it('should be an error with the failure of the function as its cause', async () => {
    const { fetch } = mockFetch();
    const result = collect(conversations$({ token: () => Promise.reject(vault), fetch }));
    await pass();
    expect((result.error as InvalidOptionsError).cause).toBe(vault);
  });

  it('should be an error that says after which cursor to resume', async () => {
    const { fetch, urls } = mockFetch(listBody(['1'], 'b'), listBody(['2']));
    const tokens = ['tk-1'];
    const token = (): string => tokens.shift() ?? '';
    const result = collect(conversations$({ token, fetch }));
    await pass(HOUR);
    expect(urls()).toStrictEqual([FIRST]);
    expect(result.error).toMatchObject({ field: 'token', startingAfter: 'b' });
  });
});
