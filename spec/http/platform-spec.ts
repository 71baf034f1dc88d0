import { afterEach, describe, expect, it } from '@jest/globals';
import { hasCacheOption } from '../../lib/http/platform.ts';
import { conversations$, conversationUpdates$, type FetchInit } from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { MINUTE, useLiveTime, watch } from '../helpers/live.ts';
import { errorList, listBody } from '../helpers/list-body.ts';
import { cut } from '../helpers/pieces.ts';
import { pass } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useLiveTime();

const undo: (() => void)[] = [];

afterEach(() => {
  for (const restore of undo.splice(0)) restore();
});

/** Takes something from the platform until the end of the spec. */
function without(owner: object, name: string, put?: unknown): void {
  const own = Object.getOwnPropertyDescriptor(owner, name);
  if (own === undefined) throw new Error(`The platform has no ${name}`);
  Reflect.deleteProperty(owner, name);
  if (put !== undefined) Object.defineProperty(owner, name, { ...own, value: put });
  undo.push(() => {
    Object.defineProperty(owner, name, own);
  });
}

/** What some platforms do not have. */
const missing: readonly [string, object][] = [
  ['throwIfAborted', AbortSignal.prototype],
  ['any', AbortSignal],
  ['timeout', AbortSignal],
  ['canParse', URL],
  ['TextDecoder', globalThis],
  ['TextDecoderStream', globalThis],
  ['DOMException', globalThis],
  ['Request', globalThis],
  ['structuredClone', globalThis],
  ['setImmediate', globalThis],
  ['process', globalThis],
  ['Buffer', globalThis],
];

describe.each(missing)('a platform without %s', (name, owner) => {
  it('should be walked on, pieces, refusals and cursors included', async () => {
    const intercom = createTestIntercom({
      conversations: 45,
      fault: ({ number }) => (number === 2 ? { status: 503, headers: { 'retry-after': '1' } } : {}),
    });
    without(owner, name);
    for (const prefetch of [false, true]) {
      const baseUrl = 'https://proxy.example/intercom';
      const signal = new AbortController().signal;
      const options = { ...optionsFor(intercom), baseUrl, prefetch, signal };
      const result = watch(conversations$(options));
      await pass(MINUTE);
      expect(result).toMatchObject({ state: 'complete', error: undefined });
      expect(ids(result.values)).toEqual(ids(intercom.conversations));
    }
  });

  it('should end in the failures of the union', async () => {
    without(owner, name);
    const controller = new AbortController();
    const text = JSON.stringify(errorList('unauthorized', 'Größe 💚'));
    const body = new TextEncoder().encode(text);
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (const piece of cut(body, [3, 70, 77, 81, 90])) yield await Promise.resolve(piece);
    }
    const fetch = () =>
      Promise.resolve({
        status: 401,
        headers: new Headers(),
        body: pieces(),
        text: () =>
          name === 'TextDecoder'
            ? Promise.resolve(text)
            : Promise.reject(new Error('The body is read piece by piece.')),
      });
    const refused = watch(conversations$({ token: 'test-token', fetch }));
    const wrong = watch(conversations$({ token: 'test-token', fetch, baseUrl: 'no URL' }));
    const hanging = () => new Promise<never>(() => undefined);
    const { signal } = controller;
    const aborted = watch(conversationUpdates$({ token: 'test-token', fetch: hanging, signal }));
    await pass();
    controller.abort();
    await pass();
    expect(refused.error).toMatchObject({
      kind: 'unauthorized',
      errors: [{ message: 'Größe 💚' }],
    });
    expect(wrong.error).toMatchObject({ kind: 'invalid-options', field: 'baseUrl' });
    expect(aborted.error).toMatchObject({ kind: 'abort' });
  });
});

describe('cache', () => {
  /** The option as a request came with it. */
  async function cacheOf(): Promise<Pick<FetchInit, 'cache'>> {
    const inits: FetchInit[] = [];
    const fetch = (_url: string, init: FetchInit) => {
      inits.push(init);
      return Promise.resolve(Response.json(listBody(['1'])));
    };
    const result = watch(conversations$({ token: 'test-token', fetch }));
    await pass();
    expect(result.state).toBe('complete');
    return inits[0] ?? {};
  }

  it('should be no-store', async () => {
    expect(await cacheOf()).toMatchObject({ cache: 'no-store' });
  });

  it('should be no-store where there is no Request to ask', async () => {
    without(globalThis, 'Request');
    expect(await cacheOf()).toMatchObject({ cache: 'no-store' });
  });

  it('should be left out where requests have none, as in older workers', async () => {
    without(globalThis, 'Request', Blob);
    expect(hasCacheOption()).toBe(false);
    expect(await cacheOf()).not.toHaveProperty('cache');
  });
});
