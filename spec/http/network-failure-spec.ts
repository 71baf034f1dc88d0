import { describe, expect, it, jest } from '@jest/globals';
import {
  NetworkError,
  conversations$,
  isIntercomError,
  type FetchResponse,
} from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { FIRST } from '../helpers/endpoint.ts';
import { pass, useVirtualTime } from '../helpers/virtual-time.ts';
import { failure } from './failure.ts';

useVirtualTime();

describe('no response', () => {
  it('should be a NetworkError with what fetch said', async () => {
    const throws = new TypeError('fetch failed', {
      cause: Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
    });
    const error = await failure({ throws });
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({
      name: 'NetworkError',
      kind: 'network',
      message: `Request failed without a response (fetch failed: connect ECONNREFUSED): GET ${FIRST}`,
      request: { method: 'GET', url: FIRST },
      attempts: 1,
      cause: {
        name: 'TypeError',
        message: 'fetch failed',
        cause: { name: 'Error', message: 'connect ECONNREFUSED', code: 'ECONNREFUSED' },
      },
    });
    expect(isIntercomError(error)).toBe(true);
  });

  it('should keep the stack of what fetch said', async () => {
    const throws = new TypeError('fetch failed');
    const error = await failure({ throws });
    expect(error).toMatchObject({ cause: { stack: throws.stack } });
  });

  it.each([
    ['a text', 'offline', 'offline'],
    ['a number', 7, '7'],
    ['null', null, 'null'],
    ['nothing', undefined, 'undefined'],
    ['a symbol', Symbol('offline'), 'Symbol(offline)'],
    ['an object', { message: 'offline' }, 'offline'],
    ['an object without words', { message: 7, name: null, stack: {} }, ''],
  ])('should be one whatever fetch throws: %s', async (_, thrown: unknown, message) => {
    const fetch = (): Promise<never> =>
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      Promise.reject(thrown);
    const error = await failure(200, { fetch });
    expect(error).toMatchObject({ kind: 'network', cause: { name: 'Error', message } });
  });

  it('should be one also where fetch throws before it returns', async () => {
    const fetch = (): never => {
      throw new TypeError('not now');
    };
    const error = await failure(200, { fetch });
    expect(error).toMatchObject({ kind: 'network', cause: { message: 'not now' } });
  });

  it('should be one also where the body breaks off', async () => {
    const body = new ReadableStream({
      start: (controller) => {
        controller.error(new TypeError('terminated'));
      },
    });
    const error = await failure(new Response(body));
    expect(error).toMatchObject({ kind: 'network', cause: { message: 'terminated' } });
  });

  it('should be one also where the failure names itself AbortError', async () => {
    const error = await failure({ throws: new DOMException('aborted', 'AbortError') });
    expect(error).toMatchObject({ kind: 'network', cause: { name: 'AbortError' } });
  });
});

describe('a fetch that breaks its contract', () => {
  const text = (): Promise<string> => Promise.resolve('{}');
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['no headers', { status: 200, text }],
    ['plain headers', { status: 200, headers: {}, text }],
    ['no body', { status: 200, headers: new Headers() }],
    ['no status', { headers: new Headers(), text }],
    ['a status as text', { status: '200', headers: new Headers(), text }],
    ['a text of another type', { status: 200, headers: new Headers(), text: () => ({}) }],
  ])('should be a bad option, asked once, where it answers %s', async (_, response) => {
    const fetch = jest.fn(() => Promise.resolve(response as FetchResponse));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch }));
    await pass(600_000);
    expect(result.error).toMatchObject({ kind: 'invalid-options', field: 'fetch' });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('should be a NetworkError where what it throws cannot be read', async () => {
    const thrown = Object.defineProperty({}, 'message', {
      get: () => {
        throw new Error('no');
      },
    });
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    const fetch = (): Promise<FetchResponse> => Promise.reject(thrown);
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, retry: false }));
    await pass();
    expect(result.error).toMatchObject({ kind: 'network' });
  });
});
