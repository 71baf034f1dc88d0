import { describe, expect, it } from '@jest/globals';
import { DecodeError, conversationPages$, conversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { FIRST, after } from '../helpers/endpoint.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

const once = { token: 'tk-7f3a', retry: false } as const;

function withPages(pages: unknown): object {
  return { body: { type: 'conversation.list', conversations: [{ id: '1' }], pages } };
}

describe('pages.next', () => {
  it.each([
    ['pages null', null],
    ['pages absent', undefined],
    ['next absent', {}],
    ['next null', { next: null }],
    ['next empty', { next: '' }],
    ['next without a cursor', { next: { page: 2, per_page: 20 } }],
    ['cursor null', { next: { page: 2, starting_after: null } }],
    ['cursor empty', { next: { starting_after: '' } }],
  ])('should end the list: %s', async (_, pages) => {
    const { fetch, urls } = mockFetch(withPages(pages));
    const result = collect(conversationPages$({ ...once, fetch }));
    await pass();
    expect(result.state).toBe('complete');
    expect(result.values).toMatchObject([{ conversations: [{ id: '1' }], next: null }]);
    expect(urls()).toStrictEqual([FIRST]);
  });

  it.each([
    ['pages a text', 'one', 'pages is no object'],
    ['pages a list', [], 'pages is no object'],
    ['pages false', false, 'pages is no object'],
    ['next a number', { next: 2 }, 'pages.next is neither an object nor a URL'],
    ['next true', { next: true }, 'pages.next is neither an object nor a URL'],
    ['next false', { next: false }, 'pages.next is neither an object nor a URL'],
    ['next a list', { next: ['b'] }, 'pages.next is neither an object nor a URL'],
    ['next a text that is no URL', { next: 'b' }, 'pages.next is no URL'],
    ['cursor a number', { next: { starting_after: 7 } }, 'pages.next.starting_after is no text'],
    ['cursor a list', { next: { starting_after: ['b'] } }, 'pages.next.starting_after is no text'],
  ])('should be an error, not the end of the list: %s', async (_, pages, reason) => {
    const { fetch, urls } = mockFetch(withPages(pages));
    const result = collect(conversations$({ ...once, fetch }));
    await pass();
    expect(result.values).toStrictEqual([]);
    expect(result.error).toBeInstanceOf(DecodeError);
    expect(result.error).toMatchObject({ reason });
    expect(urls()).toStrictEqual([FIRST]);
  });
});

describe('pages.next as a URL', () => {
  const second = 'https://api.intercom.io/conversations?per_page=20&page=2';
  const third = 'https://api.intercom.io/conversations?page=3';

  it('should be followed on the own origin, with its own per_page, else the walk’s', async () => {
    const { fetch, urls } = mockFetch(
      withPages({ next: second }),
      withPages({ next: third }),
      withPages({ next: null }),
    );
    const result = collect(conversationPages$({ ...once, fetch, perPage: 50, version: '2.5' }));
    await pass();
    expect(result.state).toBe('complete');
    expect(result.values.map(({ startingAfter, next }) => [startingAfter, next])).toStrictEqual([
      [undefined, second],
      [second, third],
      [third, null],
    ]);
    expect(urls()).toStrictEqual([
      'https://api.intercom.io/conversations?per_page=50',
      'https://api.intercom.io/conversations?per_page=20&page=2',
      'https://api.intercom.io/conversations?page=3&per_page=50',
    ]);
  });

  it('should be something to start after', async () => {
    const { fetch, urls } = mockFetch(listBody(['1']));
    const result = collect(
      conversations$({ ...once, fetch, startingAfter: second, version: null }),
    );
    await pass();
    expect(result.state).toBe('complete');
    expect(urls()).toStrictEqual([second]);
  });

  it.each([
    ['another host', 'https://evil.example/conversations?page=2'],
    ['another region', 'https://api.eu.intercom.io/conversations?page=2'],
    ['another port', 'https://api.intercom.io:8443/conversations?page=2'],
    ['no encryption', 'http://api.intercom.io/conversations?page=2'],
    ['a longer host', 'https://api.intercom.io.evil.example/conversations?page=2'],
    ['a host behind a user name', 'https://api.intercom.io@evil.example/conversations?page=2'],
    ['a user name', 'https://user@api.intercom.io/conversations?page=2'],
    ['a password', 'https://:word@api.intercom.io/conversations?page=2'],
    ['another path', 'https://api.intercom.io/contacts?page=2'],
    ['a longer path', 'https://api.intercom.io/conversations/7?page=2'],
  ])('should be refused without a request to it: %s', async (_, next) => {
    const { fetch, urls } = mockFetch(withPages({ next }), listBody(['2']));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, version: '2.5' }));
    await pass(600_000);
    expect(result.error).toBeInstanceOf(DecodeError);
    expect(result.error).toMatchObject({
      message: `Response could not be read (pages.next leads elsewhere): GET ${FIRST}`,
      startingAfter: undefined,
    });
    expect(urls()).toStrictEqual([FIRST]);
  });

  it.each([
    ['a script', 'javascript:alert(1)'],
    ['a file', 'file:///etc/passwd'],
    ['a path', '/conversations?page=2'],
  ])('should be an error where it is %s', async (_, next) => {
    const { fetch, urls } = mockFetch(withPages({ next }));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, retry: false }));
    await pass();
    expect(result.error).toMatchObject({ kind: 'decode', reason: 'pages.next is no URL' });
    expect(urls()).toStrictEqual([FIRST]);
  });

  it('should be refused also where it hides in the cursor', async () => {
    const next = { starting_after: 'https://evil.example/conversations' };
    const { fetch, urls } = mockFetch(withPages({ next }), listBody(['2']));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch }));
    await pass(600_000);
    expect(result.error).toMatchObject({ reason: 'pages.next leads elsewhere' });
    expect(urls()).toStrictEqual([FIRST]);
  });

  it.each(['2.6', '2.7', '2.16', 'Preview'])(
    'should be refused in version %s, whose cursors are not URLs',
    async (version) => {
      const { fetch, urls } = mockFetch(withPages({ next: second }), listBody(['2']));
      const result = collect(conversations$({ token: 'tk-7f3a', fetch, version }));
      await pass(600_000);
      expect(result.error).toMatchObject({ reason: 'pages.next leads elsewhere' });
      expect(urls()).toStrictEqual([FIRST]);
    },
  );

  it('should be measured against the base URL, not against Intercom', async () => {
    const { fetch, urls } = mockFetch(withPages({ next: second }), listBody(['2']));
    const baseUrl = 'https://proxy.example';
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, baseUrl }));
    await pass(600_000);
    expect(result.error).toMatchObject({ reason: 'pages.next leads elsewhere' });
    expect(urls()).toStrictEqual(['https://proxy.example/conversations?per_page=20']);
  });
});

describe('a cursor that comes back', () => {
  it.each([
    ['its own', ['b', 'b'], [FIRST, after('b')]],
    ['an earlier one', ['b', 'c', 'b'], [FIRST, after('b'), after('c')]],
  ])('should be a PaginationStalledError: %s', async (_, cursors, asked) => {
    const answers = cursors.map((cursor, index) => listBody([String(index)], cursor));
    const { fetch, urls } = mockFetch(...answers, listBody([]));
    const result = collect(conversationPages$({ token: 'tk-7f3a', fetch }));
    await pass(600_000);
    expect(result.error).toMatchObject({
      name: 'PaginationStalledError',
      kind: 'pagination-stalled',
      cursor: 'b',
      startingAfter: cursors.at(-2),
      attempts: 1,
      message: `Pagination stalled (cursor "b" came back): GET ${asked.at(-1) ?? ''}`,
    });
    expect(result.values).toHaveLength(cursors.length - 1);
    expect(urls()).toStrictEqual(asked);
  });

  it('should be noticed also where the walk was resumed from it', async () => {
    const { fetch, urls } = mockFetch(listBody(['1'], 'b'), listBody([]));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, startingAfter: 'b' }));
    await pass(600_000);
    expect(result.error).toMatchObject({ kind: 'pagination-stalled', cursor: 'b' });
    expect(urls()).toStrictEqual([after('b')]);
  });
});
