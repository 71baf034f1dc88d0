import { runInThisContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import {
  conversations$,
  conversationUpdates$,
  retrieveConversation$,
  type Fetch,
} from '../../lib/index.ts';
import { listBody } from '../helpers/list-body.ts';
import { useLiveTime, watch, MINUTE } from '../helpers/live.ts';
import { pass } from '../helpers/virtual-time.ts';

useLiveTime();

/** Bugs that a wrapper of `fetch` may have. */
const bugs: readonly string[] = [
  'notDefinedAnywhere',
  'undefined.key',
  'undefined.key = 1',
  'const { key } = undefined',
  'const [first] = null',
  '(undefined)()',
  '({}).method()',
  'new (undefined)()',
  '(class {})()',
  '[...5]',
  'Object.freeze([]).push(1)',
  'Object.freeze({ key: 1 }).key = 2',
  'const one = 1; one = 2',
  '`${Symbol()}`',
  '"key" in "text"',
  'const circle = {}; circle.self = circle; JSON.stringify(circle)',
  'JSON.parse("{")',
  'new Array(-1)',
  'decodeURIComponent("%")',
  '(function again() { again(); })()',
  'Map.prototype.get.call({})',
  '1n + 1',
];

/** Lets the engine itself word the error. */
function run(bug: string): unknown {
  return runInThisContext(`(() => { 'use strict'; ${bug} })()`);
}

/** What platforms throw where a network fails. */
const networkFailures = [
  new TypeError('fetch failed', { cause: new Error('read ECONNRESET') }),
  new TypeError('terminated', { cause: new Error('other side closed') }),
  new TypeError('Failed to fetch'),
  new TypeError('network error'),
  new TypeError('NetworkError when attempting to fetch resource.'),
  new TypeError('Load failed'),
  new TypeError('The network connection was lost.'),
  new TypeError('Network request failed'),
  new TypeError('error sending request for url (https://api.intercom.io/)'),
  new Error('Unable to connect. Is the computer able to access the url?'),
  new Error('socket hang up'),
  new Error('internal error'),
  new DOMException('The operation was aborted.', 'AbortError'),
  'a text',
  undefined,
  null,
];

/** A `fetch` that fails in this way as often as told, in a promise or at once. */
function failing(
  fail: () => unknown,
  times = Infinity,
): { readonly fetch: Fetch; readonly requests: () => number } {
  let requests = 0;
  const fetch: Fetch = async () => {
    requests += 1;
    if (requests <= times) await Promise.resolve(fail());
    return Response.json(listBody(['1']));
  };
  return { fetch, requests: () => requests };
}

const streams = {
  conversations$,
  conversationUpdates$,
  retrieveConversation$: (options: { token: string; fetch: Fetch }) =>
    retrieveConversation$(options, '1'),
};

describe('a bug in a fetch of the user', () => {
  it.each(bugs)('should end the stream at the first request: %s', async (bug) => {
    for (const [name, open] of Object.entries(streams)) {
      const { fetch, requests } = failing(() => run(bug));
      const result = watch<unknown>(open({ token: 'test-token', fetch }));
      await pass(10 * MINUTE);
      expect([name, result.error]).toMatchObject([
        name,
        { kind: 'invalid-options', field: 'fetch', cause: expect.any(Error) },
      ]);
      expect(requests()).toBe(1);
    }
  });

  it('should be the same where it is thrown at once, and where the body is read', async () => {
    const text = (): Promise<string> => Promise.resolve(String(run('undefined.key')));
    const fetches: readonly Fetch[] = [
      () => run('undefined.key') as never,
      () => Promise.resolve({ status: 200, headers: new Headers(), text }),
    ];
    for (const fetch of fetches) {
      const result = watch(conversations$({ token: 'test-token', fetch }));
      await pass(MINUTE);
      expect(result.error).toMatchObject({ kind: 'invalid-options', field: 'fetch' });
    }
  });

  it('should not show the token', async () => {
    const token = 'dG9rOm1hZGUtdXA6MTIzNDU2';
    const { fetch } = failing(() => {
      throw new ReferenceError(`${token} is not defined`);
    });
    const result = watch(conversations$({ token, fetch }));
    await pass();
    expect(result.error).toMatchObject({ field: 'fetch' });
    expect(JSON.stringify(result.error)).not.toContain(token);
  });
});

function throwIt(thrown: unknown): never {
  throw thrown;
}

describe('a failure of the network', () => {
  it.each(networkFailures.map((thrown) => [String(thrown), thrown]))(
    'should be repeated: %s',
    async (_, thrown) => {
      const { fetch, requests } = failing(() => throwIt(thrown), 2);
      const result = watch(conversations$({ token: 'test-token', fetch }));
      await pass(MINUTE);
      expect([result.error, result.state]).toEqual([undefined, 'complete']);
      expect(requests()).toBe(3);
    },
  );
});

describe('live updates where nothing was ever read', () => {
  it.each([
    ['a host that does not exist', 'ENOTFOUND'],
    ['a certificate of nobody', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['a certificate that has expired', 'CERT_HAS_EXPIRED'],
    ['a port that nobody listens to', 'ECONNREFUSED'],
  ])('should end after their retries: %s', async (_, code) => {
    const cause = Object.assign(new Error(code), { code });
    const { fetch, requests } = failing(() =>
      Promise.reject(new TypeError('fetch failed', { cause })),
    );
    const result = watch(conversationUpdates$({ token: 'test-token', fetch, retry: { count: 2 } }));
    await pass(10 * MINUTE);
    expect(result.error).toMatchObject({ kind: 'network', checkpoint: null });
    expect(requests()).toBe(3);
  });

  it('should end where every answer is too late', async () => {
    const { fetch } = failing(() => new Promise(() => undefined));
    const result = watch(conversationUpdates$({ token: 'test-token', fetch, retry: { count: 1 } }));
    await pass(10 * MINUTE);
    expect(result.error).toMatchObject({ kind: 'timeout' });
  });

  it('should not end by the same failure once a page was read', async () => {
    let isDown = false;
    const fetch: Fetch = () =>
      isDown
        ? Promise.reject(new TypeError('Failed to fetch'))
        : Promise.resolve(Response.json(listBody([])));
    const result = watch(conversationUpdates$({ token: 'test-token', fetch, retry: { count: 1 } }));
    await pass();
    isDown = true;
    await pass(30 * MINUTE);
    expect(result).toMatchObject({ state: 'open', error: undefined });
  });
});
