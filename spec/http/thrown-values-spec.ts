import { describe, expect, it } from '@jest/globals';
import { throwError } from 'rxjs';
import {
  conversations$,
  conversationUpdates$,
  iterateConversations,
  isIntercomError,
  processConversations$,
  retrieveConversation$,
  type ConversationsOptions,
} from '../../lib/index.ts';
import { listBody } from '../helpers/list-body.ts';
import { useLiveTime, watch } from '../helpers/live.ts';
import { pass } from '../helpers/virtual-time.ts';

useLiveTime();

/** Values that programs seldom throw, and that are hard to look at. */
const thrown: readonly (readonly [string, () => unknown])[] = [
  ['undefined', () => undefined],
  ['a symbol', () => Symbol('x')],
  ['a frozen error', () => Object.freeze(new Error('x'))],
  ['an object without a prototype', () => Object.create(null) as object],
  [
    'a proxy that was revoked',
    () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return proxy;
    },
  ],
  [
    'an error whose message throws',
    () =>
      Object.defineProperty(new Error('x'), 'message', {
        get: () => {
          throw new Error('y');
        },
      }),
  ],
  [
    'an error that is its own cause',
    () => {
      const error = new Error('x');
      return Object.assign(error, { cause: error });
    },
  ],
  [
    'an error with very many causes',
    () => {
      let error = new Error('x');
      for (let depth = 0; depth < 20_000; depth += 1) error = new Error('x', { cause: error });
      return error;
    },
  ],
];

/** A function of the caller that throws the value. */
const failing: Readonly<Record<string, (value: unknown) => Partial<ConversationsOptions>>> = {
  fetch: (value) => ({
    fetch: () => {
      throw value as Error;
    },
  }),
  token: (value) => ({
    token: () => {
      throw value as Error;
    },
  }),
  rateLimiter: (value) => {
    const reserve = (): never => {
      throw value as Error;
    };
    return { rateLimiter: { reserve, update: () => undefined, pause: () => undefined } };
  },
  random: (value) => ({
    fetch: () => Promise.resolve(new Response('', { status: 503 })),
    random: () => {
      throw value as Error;
    },
  }),
  onComplete: (value) => ({
    onComplete: () => {
      throw value as Error;
    },
  }),
};

const streams = {
  conversations$,
  conversationUpdates$: (options: ConversationsOptions) => conversationUpdates$(options),
  retrieveConversation$: (options: ConversationsOptions) => retrieveConversation$(options, '1'),
};

function optionsOf(own: Partial<ConversationsOptions>): ConversationsOptions {
  const fetch = (): Promise<Response> => Promise.resolve(Response.json(listBody(['1'])));
  return { token: 'test-token', fetch, retry: { count: 2 }, ...own };
}

describe.each(Object.entries(failing))('a %s that fails', (name, fail) => {
  it.each(thrown)('should be an error of the union: %s', async (_, make) => {
    for (const [stream, open] of Object.entries(streams)) {
      if (name === 'onComplete' && stream !== 'conversations$') continue;
      const result = watch(open(optionsOf(fail(make()))));
      await pass(60_000);
      expect([stream, result.state, isIntercomError(result.error)]).toEqual([
        stream,
        'failed',
        true,
      ]);
    }
  });

  it.each(thrown)('should reject next(): %s', async (_, make) => {
    const iterator = iterateConversations(optionsOf(fail(make())));
    const settled = (async () => {
      await iterator.next();
      return iterator.next();
    })().then(
      () => undefined,
      (error: unknown) => error,
    );
    await pass(60_000);
    expect(isIntercomError(await settled)).toBe(true);
  });
});

describe('work that fails', () => {
  it.each(thrown)('should fail the stream with the same value: %s', async (_, make) => {
    const value = make();
    const result = watch(processConversations$(optionsOf({}), () => throwError(() => value)));
    await pass();
    expect(result.state).toBe('failed');
    expect(Object.is(result.error, value)).toBe(true);
  });
});
