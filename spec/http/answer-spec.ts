import { describe, expect, it } from '@jest/globals';
import { DecodeError, conversationPages$, conversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { FIRST } from '../helpers/endpoint.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

/** Never asked again: these specs look at one answer. */
const once = { token: 'tk-7f3a', retry: false } as const;

const row = { type: 'conversation', id: '1' };

describe('the list of an answer', () => {
  it.each([
    ['conversations', { conversations: [row] }, ['1']],
    ['data', { type: 'list', data: [row] }, ['1']],
    ['conversations before data', { data: [{ id: '2' }], conversations: [row] }, ['1']],
    ['data beside null', { conversations: null, data: [row] }, ['1']],
    ['an empty list', { conversations: [] }, []],
    ['an empty list before data', { conversations: [], data: [row] }, []],
  ])('should be read from %s', async (_, body, ids) => {
    const { fetch } = mockFetch({ body });
    const result = collect(conversations$({ ...once, fetch }));
    await pass();
    expect(result.values.map(({ id }) => id)).toStrictEqual(ids);
    expect(result.state).toBe('complete');
  });

  it.each([
    [
      'neither key',
      '{"type":"conversation.list","pages":null}',
      'the body has no conversations or data',
    ],
    [
      'null under both',
      '{"conversations":null,"data":null}',
      'the body has no conversations or data',
    ],
    ['an object', '{"conversations":{"0":{}}}', 'conversations is no list of objects'],
    ['a text', '{"conversations":"none"}', 'conversations is no list of objects'],
    ['a number', '{"data":0}', 'data is no list of objects'],
    ['false', '{"conversations":false}', 'conversations is no list of objects'],
    ['rows of text', '{"conversations":["1"]}', 'conversations is no list of objects'],
    ['a row of null', '{"conversations":[{"id":"1"},null]}', 'conversations is no list of objects'],
    ['rows of lists', '{"conversations":[[]]}', 'conversations is no list of objects'],
    ...['id', 'created_at', 'updated_at'].map(
      (field) =>
        [
          `an object for ${field}`,
          `{"conversations":[{"id":"1"},{"${field}":{"toString":1}}]}`,
          'conversations has an object in place of an id or a time',
        ] as const,
    ),
    [
      'keys of the prototype',
      '{"__proto__":{"conversations":[]}}',
      'the body has no conversations or data',
    ],
    ['null', 'null', 'the body is JSON, but no object'],
    ['a list', '[{"id":"1"}]', 'the body is JSON, but no object'],
    ['a number alone', '42', 'the body is JSON, but no object'],
    ['a text alone', '"conversations"', 'the body is JSON, but no object'],
    ['nothing', '', 'the body is empty'],
    ['white space', ' \r\n\t', 'the body is empty'],
    [
      'half an object',
      ' {"conversations":[{"id":"1"',
      'the body is cut off or not JSON, after 28 characters',
    ],
    [
      'HTML',
      '<html>\n  <b>Sign in</b>\n</html>',
      'the body is not JSON: <html> <b>Sign in</b> </html>',
    ],
  ])('should be refused: %s', async (_, body, reason) => {
    const { fetch } = mockFetch({ body });
    const result = collect(conversations$({ ...once, fetch, startingAfter: 'c' }));
    await pass();
    expect(result.values).toStrictEqual([]);
    expect(result.error).toBeInstanceOf(DecodeError);
    expect(result.error).toMatchObject({
      kind: 'decode',
      reason,
      message: `Response could not be read (${reason}): GET ${FIRST}&starting_after=c`,
      request: { method: 'GET', url: `${FIRST}&starting_after=c` },
      attempts: 1,
      startingAfter: 'c',
    });
  });

  it('should not quote more than a line of what is no JSON', async () => {
    const { fetch } = mockFetch({ body: `<p>${'x'.repeat(5_000)}</p>` });
    const result = collect(conversations$({ ...once, fetch }));
    await pass();
    expect(result.error).toMatchObject({
      reason: `the body is not JSON: <p>${'x'.repeat(196)}…`,
    });
  });

  it('should be refused where its status says that there is none', async () => {
    const { fetch } = mockFetch({ status: 204 });
    const result = collect(conversations$({ ...once, fetch }));
    await pass();
    expect(result.error).toMatchObject({ kind: 'decode', reason: 'the body is empty' });
  });

  it('should pass rows with keys of the prototype through', async () => {
    const text = '{"id":"1","__proto__":{"admin":true},"constructor":"x","toString":null}';
    const { fetch } = mockFetch({ body: `{"conversations":[${text}]}` });
    const result = collect(conversations$({ ...once, fetch }));
    await pass();
    expect(JSON.stringify(result.values)).toBe(`[${text}]`);
    expect('admin' in {}).toBe(false);
  });
});

describe('an error.list under status 200', () => {
  it('should be an error, not an empty page', async () => {
    const { fetch } = mockFetch({
      headers: { 'x-request-id': 'req-header' },
      body: {
        type: 'error.list',
        conversations: [],
        errors: [{ code: 'server_error', message: 'Server Error' }],
      },
    });
    const result = collect(conversations$({ ...once, fetch }));
    await pass();
    expect(result.error).toMatchObject({
      kind: 'error-list',
      status: 200,
      code: 'server_error',
      requestId: 'req-header',
      message: `Request failed with status 200 (server_error: Server Error): GET ${FIRST}`,
    });
  });
});

describe('the counts of an answer', () => {
  it.each([
    ['a number', 50, 50],
    ['a text', '50', 50],
    ['absent', undefined, 20],
    ['null', null, 20],
    ['an empty text', '', 20],
    ['no number', 'many', 20],
    ['a fraction', 2.5, 20],
    ['negative', -1, 20],
    ['an object', {}, 20],
  ])('should take per_page where it is readable: %s', async (_, perPage, expected) => {
    const { fetch } = mockFetch({ body: { conversations: [], pages: { per_page: perPage } } });
    const result = collect(conversationPages$({ ...once, fetch }));
    await pass();
    expect(result.values).toMatchObject([{ perPage: expected }]);
  });

  it('should be null where the API does not tell', async () => {
    const { fetch } = mockFetch({ body: { conversations: [], pages: null } });
    const result = collect(conversationPages$({ ...once, fetch }));
    await pass();
    expect(result.values).toMatchObject([{ totalPages: null, totalCount: null }]);
  });

  it('should not end the walk, whatever they say', async () => {
    const pages = { page: 9, total_pages: 1, next: { starting_after: 'b' } };
    const { fetch } = mockFetch(
      { body: { conversations: [row], total_count: 0, pages } },
      listBody(['2']),
    );
    const result = collect(conversations$({ ...once, fetch }));
    await pass();
    expect(result.values.map(({ id }) => id)).toStrictEqual(['1', '2']);
  });
});
