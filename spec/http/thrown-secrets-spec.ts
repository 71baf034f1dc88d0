import { describe, expect, it } from '@jest/globals';
import { conversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { traces } from '../helpers/traces.ts';
import { pass, useVirtualTime } from '../helpers/virtual-time.ts';
import { BEARER, failureWith, TOKEN } from './failure-with.ts';

useVirtualTime();

/** Errors as various kinds of `fetch` throw them. */
function thrown(): [string, Error][] {
  const init = { headers: { Authorization: BEARER } };
  const nested = (depth: number): Error =>
    depth === 0
      ? new Error(`socket closed: ${BEARER}`)
      : new Error(`level ${depth}`, { cause: nested(depth - 1) });
  const circular = new Error(BEARER);
  Object.defineProperty(circular, 'cause', { value: circular });
  const stack = new Error('fetch failed');
  stack.stack = `Error: fetch failed\n    at fetch (${BEARER})`;
  const named = Object.assign(new Error('fetch failed'), { name: BEARER, code: BEARER });
  return [
    ['the message', new TypeError(`Headers.append: "${BEARER}" is an invalid header value.`)],
    ['the message, twice', new TypeError(`${BEARER} ${BEARER}`)],
    ['the stack', stack],
    ['the cause', new TypeError('fetch failed', { cause: nested(0) })],
    ['a deep cause', nested(3)],
    ['a very deep cause', nested(20)],
    ['a cause without an error', new TypeError('fetch failed', { cause: BEARER })],
    ['a cause that is a request', new TypeError('fetch failed', { cause: init })],
    ['a circular cause', circular],
    ['config.headers', Object.assign(new Error('Network Error'), { config: init })],
    [
      'a request',
      Object.assign(new Error('Network Error'), {
        request: new Request('https://x.example', init),
      }),
    ],
    ['a hidden property', Object.defineProperty(new Error('x'), 'init', { value: init })],
    ['a symbol', Object.assign(new Error('x'), { [Symbol('init')]: init })],
    ['its own JSON', Object.assign(new Error('x'), { toJSON: () => init })],
    ['its name and code', named],
    ['the errors of an AggregateError', new AggregateError([new Error(BEARER)], 'all failed')],
  ];
}

describe('the token in what fetch throws', () => {
  it.each(thrown())('should not appear in the error: %s', async (_, throws) => {
    expect(traces(throws)).toContain(TOKEN);
    const error = await failureWith({ throws });
    expect(error).toMatchObject({ kind: 'network' });
    expect(traces(error)).not.toContain(TOKEN);
  });

  it('should not appear where it is all that was thrown', async () => {
    const { fetch } = mockFetch();
    const failing = async (...args: Parameters<typeof fetch>): Promise<never> => {
      await fetch(...args).catch(() => undefined);
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      throw BEARER;
    };
    const result = collect(conversations$({ token: TOKEN, fetch: failing, retry: false }));
    await pass();
    expect(result.error).toMatchObject({
      kind: 'network',
      cause: { message: 'Bearer [redacted]' },
    });
    expect(traces(result.error)).not.toContain(TOKEN);
  });

  it('should leave the rest of it readable', async () => {
    const throws = new TypeError(`Invalid header "${BEARER}"!`);
    const error = await failureWith({ throws });
    expect(error).toMatchObject({
      message: expect.stringContaining('(Invalid header "Bearer [redacted]"!)'),
      cause: { name: 'TypeError', message: 'Invalid header "Bearer [redacted]"!' },
    });
  });
});
