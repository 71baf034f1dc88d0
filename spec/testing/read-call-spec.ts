import { describe, expect, it } from '@jest/globals';
import { readCall } from '../../lib/testing/read-call.ts';

const url = 'https://api.intercom.io/conversations?per_page=5&starting_after=abc%3D';

describe('readCall', () => {
  it('should read an address, as text or as a URL', () => {
    const expected = { method: 'GET', headers: {}, signal: null, body: null };

    expect(readCall(url)).toMatchObject({ ...expected, url: new URL(url) });
    expect(readCall(new URL(url))).toMatchObject({ ...expected, url: new URL(url) });
  });

  it('should read what init says', () => {
    const { signal } = new AbortController();
    const headers = { 'Intercom-Version': '2.7' };

    expect(readCall(url, { method: 'post', headers, signal, body: '{}' })).toMatchObject({
      method: 'POST',
      body: '{}',
      headers: { 'intercom-version': '2.7' },
      signal,
    });
  });

  it('should read a Request', () => {
    const init = { method: 'PUT', headers: { Accept: 'a/b' }, body: '{}' };
    const request = new Request(url, init);

    expect(readCall(request)).toMatchObject({
      url: new URL(url),
      method: 'PUT',
      body: request.body,
      headers: { accept: 'a/b' },
      signal: request.signal,
    });
  });

  it('should let init win over the Request', () => {
    const request = new Request(url, { method: 'PUT', headers: { Accept: 'a/b' } });
    const init = {
      method: 'GET',
      headers: [['accept', '*/*']] as [string, string][],
      signal: null,
      body: '{}',
    };

    expect(readCall(request, init)).toMatchObject({
      method: 'GET',
      headers: { accept: '*/*' },
      signal: null,
      body: '{}',
    });
  });

  it('should refuse an address that is not absolute', () => {
    expect(() => readCall('/conversations')).toThrow(
      expect.objectContaining({ name: 'TypeError' }),
    );
  });
});
