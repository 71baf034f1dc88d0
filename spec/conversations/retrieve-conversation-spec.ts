import { describe, expect, it, jest } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import type { RouteResponse } from 'fetch-mock';
import { EMPTY, mergeMap, toArray } from 'rxjs';
import {
  catchErrorCode,
  conversations$,
  createRateLimiter,
  DecodeError,
  ErrorListError,
  InvalidOptionsError,
  retrieveConversation$,
  type ConversationPart,
  type RetrieveOptions,
  type StreamEvent,
} from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { collect } from '../helpers/collect.ts';
import { errorList } from '../helpers/list-body.ts';
import { mockFetch, silence } from '../helpers/mock-fetch.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { optionsFor } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

const URL_OF_17 = 'https://api.intercom.io/conversations/17';

/** A body with one part. */
const WITH_PART = {
  type: 'conversation',
  id: '17',
  conversation_parts: {
    type: 'conversation_part.list',
    conversation_parts: [{ type: 'conversation_part', id: '1', body: '<p>ok</p>' }],
    total_count: 1,
  },
};

async function retrieve(
  answers: readonly RouteResponse[],
  options: RetrieveOptions = {},
): Promise<ReturnType<typeof mockFetch> & { readonly result: ReturnType<typeof collect> }> {
  const mocked = mockFetch(...answers);
  const result = collect(
    retrieveConversation$({ token: 'tk-7f3a', fetch: mocked.fetch, ...options }, '17'),
  );
  await pass(60_000);
  return { ...mocked, result };
}

describe('retrieveConversation$', () => {
  it('should emit the conversation with its parts, and complete', async () => {
    const { result, urls, authorizations } = await retrieve([WITH_PART]);
    expect(result.values).toStrictEqual([WITH_PART]);
    expect(result.state).toBe('complete');
    expect(urls()).toStrictEqual([URL_OF_17]);
    expect(authorizations()).toStrictEqual(['Bearer tk-7f3a']);
  });

  it('should be cold, and ask afresh for each subscriber', async () => {
    const { fetch, urls } = mockFetch(WITH_PART, WITH_PART);
    const source = retrieveConversation$({ token: 'tk-7f3a', fetch }, '17');
    await pass();
    expect(urls()).toHaveLength(0);
    collect(source);
    collect(source);
    await pass();
    expect(urls()).toHaveLength(2);
  });

  it('should ask below the base URL, in the version asked for', async () => {
    const options = { baseUrl: 'https://proxy.example.com/intercom/', version: '2.11' };
    const { mock } = await retrieve([WITH_PART], options);
    const call = mock.callHistory.lastCall();
    expect(call?.url).toBe('https://proxy.example.com/intercom/conversations/17');
    expect(new Headers(call?.options.headers).get('intercom-version')).toBe('2.11');
  });

  it.each<[RetrieveOptions['displayAs'], string]>([
    ['plaintext', `${URL_OF_17}?display_as=plaintext`],
    [undefined, URL_OF_17],
  ])('should ask for the messages as wanted: %p', async (displayAs, url) => {
    const { result, urls } = await retrieve([503, WITH_PART], { displayAs });
    expect(result.values).toStrictEqual([WITH_PART]);
    expect(urls()).toStrictEqual([url, url]);
  });

  it('should come without HTML when wanted', async () => {
    const intercom = createTestIntercom({ parts: () => 3 });
    const options = optionsFor(intercom);
    const texts = async (displayAs?: 'plaintext'): Promise<string> => {
      const { values } = await runToEnd(retrieveConversation$({ ...options, displayAs }, '17'));
      const parts = values.flatMap((one) => one.conversation_parts.conversation_parts);
      return parts.map(({ body }) => body).join(' ');
    };
    expect(await texts()).toContain('<p>');
    const plain = await texts('plaintext');
    expect(plain).not.toContain('<p>');
    expect(plain).toMatch(/\w/);
  });

  it.each(['html', 'PLAINTEXT', '', null, true])(
    'should refuse to display as %p before any request',
    async (displayAs) => {
      const { result, urls } = await retrieve([WITH_PART], {
        displayAs: displayAs as unknown as 'plaintext',
      });
      expect(result.error).toBeInstanceOf(InvalidOptionsError);
      expect(result.error).toMatchObject({
        field: 'displayAs',
        message: expect.stringContaining("it must be 'plaintext', or left out for HTML"),
      });
      expect(urls()).toHaveLength(0);
    },
  );

  it('should ask again when it fails in passing, and tell', async () => {
    const events: StreamEvent[] = [];
    const options = {
      random: () => 1,
      events: { next: (event: StreamEvent) => events.push(event) },
    };
    const { result, times } = await retrieve([503, WITH_PART], options);
    expect(result.values).toStrictEqual([WITH_PART]);
    expect(times()).toStrictEqual([0, 1_000]);
    const kinds = events.map(({ kind }) => kind);
    expect(kinds).toStrictEqual(['request', 'response', 'retry', 'request', 'response']);
  });

  it('should count each of its retries, also where a page would have become smaller', async () => {
    const { result, urls } = await retrieve([504, 504, WITH_PART], { retry: { count: 1 } });
    expect(result.error).toMatchObject({ kind: 'http', status: 504, attempts: 2 });
    expect(urls()).toHaveLength(2);
  });

  it('should fail with an error.list where there is none with that id', async () => {
    const { result } = await retrieve([{ status: 404, body: errorList('not_found') }]);
    expect(result.error).toBeInstanceOf(ErrorListError);
    expect(result.error).toMatchObject({
      kind: 'error-list',
      status: 404,
      code: 'not_found',
      request: { method: 'GET', url: URL_OF_17 },
      startingAfter: undefined,
      checkpoint: null,
    });
  });

  it.each([
    ['no parts', { type: 'conversation', id: '17' }],
    ['parts that are null', { ...WITH_PART, conversation_parts: null }],
    ['parts without their list', { ...WITH_PART, conversation_parts: { total_count: 1 } }],
    ['a list that is none', { ...WITH_PART, conversation_parts: { conversation_parts: {} } }],
  ])('should not take a body with %s for a conversation', async (_, body) => {
    const { result } = await retrieve([{ body }], { retry: false });
    expect(result.values).toStrictEqual([]);
    expect(result.error).toBeInstanceOf(DecodeError);
    expect(result.error).toMatchObject({ reason: 'the body has no conversation_parts' });
  });

  it.each(['', '../contacts', '17/reply', '17?x=1', '..', 17, null, undefined])(
    'should refuse the id %p before any request',
    async (id) => {
      const { fetch, urls } = mockFetch(WITH_PART);
      const options = { token: 'tk-7f3a', fetch };
      const { error } = collect(retrieveConversation$(options, id as string));
      await pass();
      expect(error).toBeInstanceOf(InvalidOptionsError);
      expect(error).toMatchObject({
        field: 'id',
        message: expect.stringMatching(/^Invalid option id: got .+; it must be the id of a conv/),
      });
      expect(urls()).toHaveLength(0);
    },
  );

  it('should abort its request when unsubscribed', async () => {
    const { fetch, signal } = mockFetch(silence());
    const result = collect(retrieveConversation$({ token: 'tk-7f3a', fetch }, '17'));
    await pass();
    result.unsubscribe();
    expect(signal().aborted).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should fail with an AbortError when its signal is aborted', async () => {
    const controller = new AbortController();
    const { fetch, signal } = mockFetch(silence());
    const options = { token: 'tk-7f3a', fetch, signal: controller.signal };
    const result = collect(retrieveConversation$(options, '17'));
    await pass();
    controller.abort();
    expect(signal().aborted).toBe(true);
    expect(result.error).toMatchObject({ kind: 'abort', request: { url: URL_OF_17 } });
  });

  it('should keep one limit with the list', async () => {
    const intercom = createTestIntercom({
      conversations: 60,
      rateLimit: { limit: 20, window: 10_000 },
    });
    const options = { ...optionsFor(intercom), rateLimiter: createRateLimiter() };
    const export$ = conversations$(options).pipe(
      mergeMap(({ id }) => retrieveConversation$(options, id), 4),
      toArray(),
    );
    const { values, elapsed } = await runToEnd(export$);
    const statuses = intercom.requests.map(({ status }) => status);
    expect(values.flat()).toHaveLength(60);
    expect(new Set(statuses)).toStrictEqual(new Set([200]));
    expect(statuses).toHaveLength(63);
    expect(elapsed).toBeGreaterThanOrEqual(30_000);
  });

  it('should let one that was deleted meanwhile be left out', async () => {
    const intercom = createTestIntercom({ conversations: 20 });
    const options = optionsFor(intercom);
    const export$ = conversations$(options).pipe(
      mergeMap(({ id }) => {
        if (id === '7') intercom.remove(id);
        return retrieveConversation$(options, id).pipe(catchErrorCode('not_found', () => EMPTY));
      }),
    );
    const { values, error } = await runToEnd(export$);
    expect(error).toBeUndefined();
    expect(values.map(({ id }) => id).sort()).toStrictEqual(
      intercom.conversations.map(({ id }) => id).sort(),
    );
  });

  it('should type the parts', () => {
    const source = retrieveConversation$({ token: 'tk-7f3a' }, '17');
    source
      .subscribe(({ conversation_parts: { conversation_parts: parts } }) => {
        expectTypeOf(parts).toEqualTypeOf<readonly ConversationPart[]>();
      })
      .unsubscribe();
    expectTypeOf<null>().toExtend<ConversationPart['body']>();
    expectTypeOf<'quick_reply'>().toExtend<ConversationPart['part_type']>();
  });
});
