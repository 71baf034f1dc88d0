import { getEventListeners, setMaxListeners } from 'node:events';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import crossFetch from 'cross-fetch';
import { serveIntercom, type LocalIntercom } from '../../examples/local-intercom.ts';
import type { Fetch } from '../../lib/index.ts';
import { createTestIntercom, type TestIntercom } from '../../lib/testing/index.ts';
import { createRandom, type Random } from '../../lib/testing/random.ts';
import { eventually } from '../helpers/eventually.ts';
import { anyFault, MOMENTS, subscribeAll } from './helpers/cancelled.ts';
import { heapUsed } from './helpers/heap.ts';
import { long, seeds } from './helpers/length.ts';
import { smallConversations } from './helpers/small-conversations.ts';
import { settle, useVirtualClock } from './helpers/virtual-clock.ts';

// Thousands of walks take minutes.
jest.setTimeout(120_000);

const BATCH = 100;
const COUNT = long(10_000, 1_000);
/** Subscriptions before the heap is looked at. */
const WARM_UP = long(1_000, 400);
/** Of each subscription: less than one listener with its closure would hold. */
const BYTES = 150;
/** What comes and goes however many subscriptions there were. */
const NOISE = 1_000_000;

const conversations = smallConversations(30);
const retry = { initialDelay: 50, maxDelay: 50 };

function createIntercom(random: Random): TestIntercom {
  const fault = () => anyFault(random);
  return createTestIntercom({ conversations, rateLimit: null, fault });
}

describe.each(seeds(1))('cancelled subscriptions, SEED=%i', (seed) => {
  const random = createRandom(seed, 0);

  describe('in memory', () => {
    useVirtualClock();

    async function cancelBatch(signal: AbortSignal): Promise<void> {
      const intercom = createIntercom(random);
      const { fetch } = intercom;
      const options = { token: 'test-token', fetch, perPage: 5, signal, retry };
      const { cancel } = subscribeAll(BATCH, options, random);
      for (const moment of MOMENTS) {
        cancel(moment);
        await settle();
        jest.advanceTimersByTime(random.integer(30));
        await settle(random.integer(5));
      }
      await settle();
      expect(getEventListeners(signal, 'abort')).toEqual([]);
      expect(jest.getTimerCount()).toBe(0);
      expect(intercom.requests.filter(({ state }) => state === 'open')).toEqual([]);
    }

    it(`should leave nothing behind, ${COUNT} of them`, async () => {
      const signal = sharedSignal();
      for (let count = 0; count < WARM_UP; count += BATCH) await cancelBatch(signal);
      const before = await heapUsed();
      for (let count = 0; count < COUNT; count += BATCH) await cancelBatch(signal);
      expect((await heapUsed()) - before).toBeLessThan(NOISE + BYTES * COUNT);
    });
  });

  describe.each<[string, Fetch]>([
    ["the platform's fetch", globalThis.fetch],
    ['cross-fetch', crossFetch],
  ])('over a real socket, with %s', (_, fetch) => {
    let server: LocalIntercom;

    afterEach(() => server.close());

    it(`should leave no socket open, ${COUNT / 20} of them`, async () => {
      const intercom = createTestIntercom({
        conversations,
        rateLimit: null,
        // Without it, a client keeps sockets for the requests to come.
        fault: () => {
          const fault = anyFault(random);
          return { ...fault, headers: { ...fault.headers, connection: 'close' } };
        },
      });
      server = await serveIntercom(intercom);
      const before = openSockets();
      const signal = sharedSignal();
      const options = { token: 'test-token', baseUrl: server.url, fetch, perPage: 5, signal };
      for (let count = 0; count < COUNT / 20; count += 25) {
        const { cancel } = subscribeAll(25, { ...options, retry: { initialDelay: 1 } }, random);
        for (const moment of MOMENTS) {
          cancel(moment);
          await new Promise((resolve) => setTimeout(resolve, random.integer(12)));
        }
      }
      expect(getEventListeners(signal, 'abort')).toEqual([]);
      await eventually(() => openSockets() <= before);
      await eventually(() => intercom.requests.every(({ state }) => state !== 'open'));
      expect(intercom.requests.some(({ state }) => state === 'aborted')).toBe(true);
    });
  });
});

/** A signal for everybody, which Node would take for a leak by itself. */
function sharedSignal(): AbortSignal {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  return signal;
}

function openSockets(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;
}
