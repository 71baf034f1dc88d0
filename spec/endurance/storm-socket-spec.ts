import { afterEach, describe, expect, it, jest } from '@jest/globals';
import crossFetch from 'cross-fetch';
import { lastValueFrom, take, toArray } from 'rxjs';
import { serveIntercom, type LocalIntercom } from '../../examples/local-intercom.ts';
import type { Conversation, Fetch } from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { createRandom } from '../../lib/testing/random.ts';
import { eventually } from '../helpers/eventually.ts';
import { ids } from '../helpers/workspace.ts';
import { consumers, resumers } from './helpers/consumers.ts';
import { long, seeds } from './helpers/length.ts';
import { smallConversations } from './helpers/small-conversations.ts';
import { storm } from './helpers/storm.ts';

// Hundreds of faults are waited for and retried.
jest.setTimeout(60_000);

const PER_PAGE = 5;
const PAGES = long(50, 12);
const conversations = smallConversations(PAGES * PER_PAGE);

let server: LocalIntercom;

afterEach(() => server.close());

describe.each<[string, Fetch]>([
  ["the platform's fetch", globalThis.fetch],
  ['cross-fetch', crossFetch],
])('over a real socket, with %s', (_, fetch) => {
  describe.each(seeds(2))(`a storm over ${PAGES} pages, SEED=%i`, (seed) => {
    it.each([...consumers, ...resumers])(
      'should keep none from %s, and leave no request open',
      async (_name, consume) => {
        const intercom = createTestIntercom({ conversations, rateLimit: null, fault: mild(seed) });
        server = await serveIntercom(intercom);
        const options = {
          token: 'test-token',
          baseUrl: server.url,
          fetch,
          perPage: PER_PAGE,
          timeout: 60,
          retry: { count: 50, initialDelay: 1, maxDelay: 4 },
          random: createRandom(seed, 1).next,
        };
        const atMost = take<Conversation>(conversations.length + 1);
        const seen = await lastValueFrom(consume(options).pipe(atMost, toArray()));
        expect(ids(seen)).toEqual(ids(conversations));
        expect(intercom.requests.length).toBeGreaterThan(PAGES * 1.1);
        await eventually(() => intercom.requests.every(({ state }) => state !== 'open'));
      },
    );
  });
});

/** The storm, where nothing asks for more than a moment of real time. */
function mild(seed: number): ReturnType<typeof storm> {
  const rough = storm(seed);
  return (request) => {
    const { latency, headers, ...fault } = rough(request) ?? {};
    const hasWait = headers?.['retry-after'] != null;
    return {
      ...fault,
      latency: Math.min(latency ?? 0, 5),
      headers: { ...headers, ...(hasWait ? { 'retry-after': '0.002' } : {}) },
    };
  };
}
