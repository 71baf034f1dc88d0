import { describe, expect, it } from '@jest/globals';
import { defer, EMPTY } from 'rxjs';
import {
  createRateLimiter,
  exportConversations$,
  planExport$,
  retryOnRateLimit,
  type ConversationsOptions,
  type RateLimiter,
  type StreamEvent,
} from '../../lib/index.ts';
import { createTestIntercom, type TestIntercom } from '../../lib/testing/index.ts';
import { functions as walks } from '../helpers/functions.ts';
import { useLiveTime, watch, MINUTE } from '../helpers/live.ts';
import { pass } from '../helpers/virtual-time.ts';

useLiveTime();

const functions: typeof walks = {
  ...walks,
  exportConversations$: (options) => exportConversations$(options, () => EMPTY),
  planExport$: (options) => planExport$(options, { size: 4 }),
};

/** What the options make visible from outside. */
interface Trace {
  readonly urls: readonly string[];
  readonly versions: readonly (string | undefined)[];
  readonly error: unknown;
  readonly state: string;
  readonly kinds: readonly string[];
}

/** The same options, each time another kind of object. */
const shapes: Readonly<Record<string, (plain: ConversationsOptions) => ConversationsOptions>> = {
  'inherited options': (plain) => Object.create(plain) as ConversationsOptions,
  'getters of a class': (plain) => {
    const prototype = {};
    for (const [name, value] of Object.entries(plain) as [string, unknown][]) {
      Object.defineProperty(prototype, name, { get: () => value });
    }
    return Object.create(prototype) as ConversationsOptions;
  },
  'hidden properties': (plain) => {
    const hidden = {};
    for (const [name, value] of Object.entries(plain) as [string, unknown][]) {
      Object.defineProperty(hidden, name, { value });
    }
    return hidden;
  },
  'a proxy': (plain) =>
    new Proxy<object>({}, { get: (_, name) => Reflect.get(plain, name) as unknown }),
  'a frozen object without a prototype': (plain) =>
    Object.freeze(Object.assign(Object.create(null) as object, plain)),
};

/** Methods that need their object. */
class Limiter implements RateLimiter {
  readonly #limiter = createRateLimiter();

  reserve(): number | PromiseLike<number> {
    return this.#limiter.reserve();
  }

  update(...args: Parameters<RateLimiter['update']>): void {
    void this.#limiter.update(...args);
  }

  pause(...args: Parameters<RateLimiter['pause']>): void {
    void this.#limiter.pause(...args);
  }
}

class Observer {
  readonly #kinds: string[];

  constructor(kinds: string[]) {
    this.#kinds = kinds;
  }

  next({ kind }: StreamEvent): void {
    this.#kinds.push(kind);
  }
}

function workspace(): TestIntercom {
  return createTestIntercom({
    conversations: 9,
    version: '2.6',
    fault: ({ number }) => (number === 1 ? { status: 503 } : {}),
  });
}

async function trace(
  name: string,
  reshape: (plain: ConversationsOptions) => ConversationsOptions,
): Promise<Trace> {
  const intercom = workspace();
  const kinds: string[] = [];
  const versions: (string | undefined)[] = [];
  const open = functions[name];
  const plain: ConversationsOptions = {
    token: () => 'test-token',
    baseUrl: 'https://proxy.example/intercom',
    version: '2.6',
    perPage: 4,
    lookBack: 0,
    fetch: (url, init) => {
      versions.push(init.headers['Intercom-Version']);
      return intercom.fetch(url, init);
    },
    retry: { count: 1, initialDelay: 500, jitter: 0 },
    rateLimiter: new Limiter(),
    events: new Observer(kinds),
    random: () => 0.5,
  };
  const retry = reshape(plain.retry as ConversationsOptions) as ConversationsOptions['retry'];
  const result = watch(open?.(reshape({ ...plain, retry })) ?? EMPTY);
  await pass(MINUTE / 3);
  const { error, state } = result;
  result.unsubscribe();
  return { urls: intercom.requests.map(({ url }) => url), versions, error, state, kinds };
}

describe.each(Object.keys(functions))('the options of %s', (name) => {
  it.each(Object.entries(shapes))('should be read alike: %s', async (_, reshape) => {
    const expected = await trace(name, (plain) => plain);
    expect(expected.error).toBeUndefined();
    expect(expected.urls.length).toBeGreaterThan(1);
    expect(expected.kinds).toContain('retry');
    expect(await trace(name, reshape)).toEqual(expected);
  });
});

describe('other options', () => {
  it.each(Object.entries(shapes))('should be read alike: %s', async (_, reshape) => {
    const config = { count: 2, initialDelay: 100, jitter: 0, when: () => true };
    const run = async (shaped: object): Promise<number> => {
      let subscriptions = 0;
      const source$ = defer(() => {
        subscriptions += 1;
        throw new Error('never');
      });
      const result = watch(source$.pipe(retryOnRateLimit(shaped)));
      await pass(MINUTE);
      expect(result.state).toBe('failed');
      return subscriptions;
    };
    expect(await run(reshape(config as ConversationsOptions))).toBe(await run(config));
    const conversations = { conversations: 7 };
    const intercom = createTestIntercom(reshape(conversations as ConversationsOptions) as object);
    expect(intercom.conversations).toHaveLength(7);
    const scheduler = { now: () => 5 };
    expect(
      createRateLimiter(reshape({ scheduler } as ConversationsOptions) as object).reserve(),
    ).toBe(0);
  });
});
