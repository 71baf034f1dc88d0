import { describe, expect, it } from '@jest/globals';
import { conversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

describe('version', () => {
  const versions = ['1.0', '1.1', '1.2', '1.3', '1.4', '2.0', '2.6', '2.7', '2.8', '2.16'];

  it.each([...versions, '3.0', '10.12', 'Preview'])('should be sent: %s', async (version) => {
    const { fetch, mock } = mockFetch(listBody(['1']));
    collect(conversations$({ token: 'tk-7f3a', fetch, version }));
    await pass();
    const headers = new Headers(mock.callHistory.lastCall()?.options.headers);
    expect(headers.get('intercom-version')).toBe(version);
  });

  it('should not be sent where it is null', async () => {
    const { fetch, mock } = mockFetch(listBody(['1']));
    collect(conversations$({ token: 'tk-7f3a', fetch, version: null }));
    await pass();
    const headers = new Headers(mock.callHistory.lastCall()?.options.headers);
    expect([...headers.keys()]).toStrictEqual(['accept', 'authorization']);
  });
});
