import { describe, expect, it } from '@jest/globals';
import { EMPTY, type Observable } from 'rxjs';
import {
  conversationUpdates$,
  deletedConversations$,
  exportConversations$,
  planExport$,
  retrieveConversation$,
  type ConversationsOptions,
} from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { HOUR, pass, useVirtualTime } from '../helpers/virtual-time.ts';
import { ways } from '../helpers/ways.ts';

useVirtualTime();

const streams: Readonly<Record<string, (options: ConversationsOptions) => Observable<unknown>>> = {
  ...ways,
  conversationUpdates$,
  exportConversations$: (options) => exportConversations$(options, () => EMPTY),
  planExport$: (options) => planExport$(options, { size: 4 }),
  deletedConversations$: (options) => {
    Object.defineProperty(options, 'version', { value: '2.16' });
    return deletedConversations$(options);
  },
  retrieveConversation$: (options) => retrieveConversation$(options, '1'),
};

const client = ['token', 'timeout', 'retry', 'signal', 'rateLimiter', 'events', 'random'];
const search = ['query', 'sort', 'perPage', 'resumeFrom', 'lookBack', 'requireOrder'];
const walk = [...search, 'startingAfter', 'limit', 'prefetch', 'catchUp', 'onComplete'];
const ranges = ['query', 'since', 'until', 'concurrency', 'perPage', 'catchUp', 'resumeFrom'];
const own: Readonly<Record<string, readonly string[]>> = {
  conversations$: walk,
  conversationPages$: walk,
  iterateConversations: walk,
  processConversations$: [...walk, 'lowWater', 'onCheckpoint'],
  conversationUpdates$: [...search, 'since', 'interval'],
  exportConversations$: ranges,
  planExport$: ranges,
  deletedConversations$: ['since'],
  retrieveConversation$: ['displayAs'],
};

/** Options whose class has a getter that answers so many times, and then throws. */
function withGetter(
  options: ConversationsOptions,
  name: string,
  answers: number,
): ConversationsOptions {
  let reads = 0;
  const value = options[name as keyof ConversationsOptions];
  const prototype = Object.defineProperty({}, name, {
    get: () => {
      reads += 1;
      if (reads > answers) throw new Error('not to be looked at');
      return value;
    },
  });
  const rest = Object.entries(options).filter(([key]) => key !== name);
  return Object.assign(Object.create(prototype) as ConversationsOptions, Object.fromEntries(rest));
}

/** How a stream fails, and what it has requested by then. */
async function outcome(
  create: (options: ConversationsOptions) => Observable<unknown>,
  name: string,
  answers: number,
): Promise<{ readonly error: unknown; readonly requests: number }> {
  const { fetch, urls } = mockFetch(listBody(['1']));
  const result = collect(create(withGetter({ token: 'tk-7f3a', fetch }, name, answers)));
  await pass(HOUR);
  result.unsubscribe();
  return { error: result.error, requests: urls().length };
}

describe.each(Object.entries(streams))(
  'a getter of the options of %s that throws',
  (name, create) => {
    const options = [...client, ...(own[name] ?? [])];

    it.each(options)('should fail the stream before any request: %s', async (option) => {
      const { error, requests } = await outcome(create, option, 0);
      expect(error).toMatchObject({ kind: 'invalid-options' });
      expect(requests).toBe(0);
    });

    it.each(options)(
      'should be an error of the union also when it is read again: %s',
      async (option) => {
        for (const answers of [1, 2, 3]) {
          const { error = { kind: 'none' } } = await outcome(create, option, answers);
          expect(error).toHaveProperty('kind');
        }
      },
    );
  },
);
