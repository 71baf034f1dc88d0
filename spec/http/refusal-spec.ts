import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { conversations$, type Fetch, type FetchResponse } from '../../lib/index.ts';
import { errorList, listBody } from '../helpers/list-body.ts';
import { usePropertyTime } from '../helpers/property-time.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { NOW, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';

// A property runs many times.
usePropertyTime(30_000);

useVirtualTimeStrictly();

const LIST = JSON.stringify(errorList('made_up_code', 'Größe 💚'));

/** The answer of a server whose body ends in a wrong way, after some of its text. */
type Broken = (status: number, headers: Headers, text: string) => FetchResponse;

/** A stream of these bytes that then goes on as told. */
function brokenStream(
  bytes: Uint8Array,
  end: (controller: ReadableStreamDefaultController) => void,
): ReadableStream {
  let isSent = false;
  return new ReadableStream({
    pull(controller) {
      if (isSent) end(controller);
      else controller.enqueue(bytes);
      isSent = true;
    },
  });
}

/** How a body that is a stream may break off. */
function stream(end: (controller: ReadableStreamDefaultController) => void): Broken {
  return (status, headers, text) => {
    const body = brokenStream(new TextEncoder().encode(text), end);
    return new Response(body, { status, headers });
  };
}

const stalls = stream(() => undefined);
const isCut = stream((controller) => {
  controller.error(new TypeError('terminated'));
});

const ways: Readonly<Record<string, Broken>> = {
  stalls,
  'is cut': isCut,
  'cannot be decoded': stream((controller) => {
    controller.enqueue('no bytes');
  }),
  'stalls in text()': (status, headers) => ({
    status,
    headers,
    text: () => new Promise(() => undefined),
  }),
  'fails in text()': (status, headers) => ({
    status,
    headers,
    text: () => Promise.reject(new TypeError('terminated')),
  }),
  'throws in text()': (status, headers) => ({
    status,
    headers,
    text: () => {
      throw new TypeError('Body is unusable');
    },
  }),
  'is locked': (status, headers, text) => {
    const response = new Response(text, { status, headers });
    response.body?.getReader();
    return response;
  },
};

/** A server that refuses one request in this way, and answers the others; and what it was asked. */
function refuseOnce(answer: () => FetchResponse): {
  readonly fetch: Fetch;
  readonly requests: { readonly at: number; readonly perPage: string | null }[];
} {
  const requests: { at: number; perPage: string | null }[] = [];
  const fetch: Fetch = (url) => {
    const perPage = new URL(url).searchParams.get('per_page');
    requests.push({ at: Date.now() - NOW, perPage });
    return Promise.resolve(requests.length === 1 ? answer() : Response.json(listBody(['1'])));
  };
  return { fetch, requests };
}

const options = { token: 'test-token', retry: { jitter: 0 } } as const;

describe.each(Object.entries(ways))('a refusal whose body %s', (_, broken) => {
  it.each([400, 401, 402, 403, 404, 410, 422, 451, 501, 505, 511])(
    'should be the failure that its status tells, at once and once: %i',
    async (status) => {
      const headers = new Headers({ 'retry-after': '7', 'x-request-id': 'made-up-1' });
      const { fetch, requests } = refuseOnce(() => broken(status, headers, LIST.slice(0, 50)));
      const { error, elapsed } = await runToEnd(conversations$({ ...options, fetch }));
      expect(error).toMatchObject({ status, requestId: 'made-up-1', attempts: 1 });
      expect(error).toHaveProperty('retryAt', expect.any(Date));
      expect(requests).toHaveLength(1);
      expect(elapsed).toBeLessThanOrEqual(2_100);
    },
  );

  it.each([429, 500, 503])(
    'should be asked again when its Retry-After says, for a page of the same size: %i',
    async (status) => {
      const headers = new Headers({ 'retry-after': '7' });
      const { fetch, requests } = refuseOnce(() => broken(status, headers, LIST.slice(0, 50)));
      const { error, values } = await runToEnd(conversations$({ ...options, fetch }));
      expect([error, values.length]).toEqual([undefined, 1]);
      expect(requests.map(({ perPage }) => perPage)).toEqual(['20', '20']);
      // From its headers on, also where the body took its time.
      expect(requests[1]?.at).toBeGreaterThanOrEqual(7_000);
      expect(requests[1]?.at).toBeLessThan(7_100);
    },
  );

  it('should say so when the wait is longer than maxWait', async () => {
    const headers = new Headers({ 'retry-after': '3600' });
    const { fetch, requests } = refuseOnce(() => broken(429, headers, LIST.slice(0, 50)));
    const { error } = await runToEnd(conversations$({ ...options, fetch }));
    expect(error).toMatchObject({ status: 429, message: expect.stringContaining('maxWait') });
    expect(requests).toHaveLength(1);
  });
});

describe('a refusal that breaks off', () => {
  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [429, 'rate-limit'],
    [404, 'error-list'],
  ])(
    'should have the class of its status, wherever it breaks off: %i, %s',
    async (status, kind) => {
      const bytes = new TextEncoder().encode(LIST);
      const end = fc.integer({ min: 1, max: bytes.length - 1 });
      await fc.assert(
        fc.asyncProperty(end, fc.constantFrom('error', 'stall'), async (length, how) => {
          const body = brokenStream(bytes.slice(0, length), (controller) => {
            if (how === 'error') controller.error(new TypeError('terminated'));
          });
          const { fetch } = refuseOnce(() => new Response(body, { status }));
          const run = await runToEnd(conversations$({ token: 'test-token', fetch, retry: false }));
          expect(run.error).toMatchObject({ kind, status });
          expect(run.elapsed).toBeLessThanOrEqual(2_100);
        }),
      );
    },
  );

  it('should be told apart from a page of a proxy that breaks off', async () => {
    const { fetch } = refuseOnce(() => isCut(401, new Headers(), '<html>Log in'));
    const { error } = await runToEnd(conversations$({ ...options, fetch }));
    expect(error).toMatchObject({ kind: 'http', status: 401, excerpt: '<html>Log in' });
  });

  it('should take no longer than a short timeout', async () => {
    const { fetch } = refuseOnce(() => stalls(401, new Headers(), '{'));
    const { error, elapsed } = await runToEnd(conversations$({ ...options, fetch, timeout: 300 }));
    expect(error).toMatchObject({ kind: 'unauthorized', status: 401 });
    expect(elapsed).toBeLessThanOrEqual(400);
  });
});
