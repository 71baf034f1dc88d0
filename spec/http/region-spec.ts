import { describe, expect, it } from '@jest/globals';
import { conversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

describe('region', () => {
  it.each([
    [undefined, 'https://api.intercom.io'],
    ['us', 'https://api.intercom.io'],
    ['eu', 'https://api.eu.intercom.io'],
    ['au', 'https://api.au.intercom.io'],
  ] as const)('should choose the host: %s', async (region, host) => {
    const { fetch, urls } = mockFetch(listBody(['1']));
    collect(conversations$({ token: 'tk-7f3a', fetch, region }));
    await pass();
    expect(urls()).toStrictEqual([`${host}/conversations?per_page=20`]);
  });

  it('should give way to baseUrl', async () => {
    const { fetch, urls } = mockFetch(listBody(['1']));
    const baseUrl = 'https://proxy.example';
    collect(conversations$({ token: 'tk-7f3a', fetch, region: 'eu', baseUrl }));
    await pass();
    expect(urls()).toStrictEqual(['https://proxy.example/conversations?per_page=20']);
  });
});
