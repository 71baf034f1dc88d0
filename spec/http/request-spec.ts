import { describe, expect, it } from '@jest/globals';
import { conversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { FIRST, after } from '../helpers/endpoint.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

describe('the request', () => {
  it('should be a GET with the token, the version and the format, and nothing else', async () => {
    const { fetch, mock } = mockFetch(listBody(['1']));
    collect(conversations$({ token: 'tk-7f3a', fetch }));
    await pass();
    expect(mock.callHistory.calls()).toHaveLength(1);
    expect(mock.callHistory.lastCall()?.args).toStrictEqual([
      FIRST,
      {
        method: 'GET',
        headers: {
          Accept: 'application/json',
          'Intercom-Version': '2.7',
          Authorization: 'Bearer tk-7f3a',
        },
        redirect: 'manual',
        cache: 'no-store',
        signal: expect.any(AbortSignal),
      },
    ]);
  });

  it('should carry a signal of its own for every attempt', async () => {
    const { fetch, mock } = mockFetch(500, listBody(['1'], 'b'), listBody(['2']));
    collect(conversations$({ token: 'tk-7f3a', fetch }));
    await pass(60_000);
    const signals = mock.callHistory.calls().map(({ signal }) => signal);
    expect(new Set(signals).size).toBe(3);
  });

  it('should send per_page also where it is the default, on every page', async () => {
    const { fetch, urls } = mockFetch(listBody(['1'], 'b'), listBody(['2']));
    collect(conversations$({ token: 'tk-7f3a', fetch }));
    await pass();
    expect(urls()).toStrictEqual([FIRST, after('b')]);
  });

  it('should send the given per_page', async () => {
    const { fetch, urls } = mockFetch(listBody(['1'], 'b'), listBody(['2']));
    collect(conversations$({ token: 'tk-7f3a', fetch, perPage: 150 }));
    await pass();
    expect(urls()).toStrictEqual([
      'https://api.intercom.io/conversations?per_page=150',
      'https://api.intercom.io/conversations?per_page=150&starting_after=b',
    ]);
  });

  it.each([
    ['WzE3MDc5MzAwODEwMDAsMTMxLDJd', 'WzE3MDc5MzAwODEwMDAsMTMxLDJd'],
    ['WzE3MjY3NTIxNDUwMDAsNSwyXQ==', 'WzE3MjY3NTIxNDUwMDAsNSwyXQ%3D%3D'],
    ['a+b/c=', 'a%2Bb%2Fc%3D'],
    ['a&per_page=1#x', 'a%26per_page%3D1%23x'],
    ['100%25', '100%2525'],
    ['é', '%C3%A9'],
  ])('should encode the cursor %s', async (cursor, encoded) => {
    const { fetch, urls } = mockFetch(listBody(['1'], cursor), listBody(['2']));
    const { state } = collect(conversations$({ token: 'tk-7f3a', fetch }));
    expect(state).toBe('open');
    await pass();
    expect(urls()).toStrictEqual([FIRST, after(encoded)]);
    expect(new URL(urls()[1] ?? '').searchParams.get('starting_after')).toBe(cursor);
  });

  it('should start after the given cursor, encoded alike', async () => {
    const { fetch, urls } = mockFetch(listBody(['1']));
    collect(conversations$({ token: 'tk-7f3a', fetch, startingAfter: 'a+b/c=' }));
    await pass();
    expect(urls()).toStrictEqual([after('a%2Bb%2Fc%3D')]);
  });

  it('should go to the path below the base URL', async () => {
    const { fetch, urls } = mockFetch(listBody(['1'], 'b'), listBody(['2']));
    collect(
      conversations$({ token: 'tk-7f3a', fetch, baseUrl: 'https://proxy.example/intercom/' }),
    );
    await pass();
    expect(urls()).toStrictEqual([
      'https://proxy.example/intercom/conversations?per_page=20',
      'https://proxy.example/intercom/conversations?per_page=20&starting_after=b',
    ]);
  });

  it('should not change the caller’s options', async () => {
    const { fetch } = mockFetch(500, listBody(['1'], 'b'), listBody(['2']));
    const options = Object.freeze({ token: 'tk-7f3a', fetch, retry: Object.freeze({ count: 1 }) });
    const result = collect(conversations$(options));
    await pass(60_000);
    expect(result.state).toBe('complete');
  });
});
