import { describe, expect, it } from '@jest/globals';
import { openRecord, readCall } from '../../lib/testing/request-record.ts';

const url = 'https://api.intercom.io/conversations?per_page=5&starting_after=abc%3D';

describe('readCall', () => {
  it('should read an address, as text or as a URL', () => {
    const expected = { method: 'GET', headers: {}, signal: null };

    expect(readCall(url)).toMatchObject({ ...expected, url: new URL(url) });
    expect(readCall(new URL(url))).toMatchObject({ ...expected, url: new URL(url) });
  });

  it('should read what init says', () => {
    const { signal } = new AbortController();
    const headers = { 'Intercom-Version': '2.7' };

    expect(readCall(url, { method: 'post', headers, signal })).toMatchObject({
      method: 'POST',
      headers: { 'intercom-version': '2.7' },
      signal,
    });
  });

  it('should read a Request', () => {
    const request = new Request(url, { method: 'PUT', headers: { Accept: 'a/b' } });

    expect(readCall(request)).toMatchObject({
      url: new URL(url),
      method: 'PUT',
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
    };

    expect(readCall(request, init)).toMatchObject({
      method: 'GET',
      headers: { accept: '*/*' },
      signal: null,
    });
  });

  it('should refuse an address that is not absolute', () => {
    expect(() => readCall('/conversations')).toThrow(
      expect.objectContaining({ name: 'TypeError' }),
    );
  });
});

describe('openRecord', () => {
  it('should open with what was asked for', () => {
    expect(openRecord(3, readCall(url, { headers: { A: 'b' } }))).toEqual({
      number: 3,
      method: 'GET',
      url,
      headers: { a: 'b' },
      startingAfter: 'abc=',
      perPage: 5,
      status: undefined,
      state: 'open',
    });
  });

  it.each(['https://api.intercom.io/conversations', 'https://a.example.com/?per_page=x'])(
    'should not find in %s what is not there',
    (bare) => {
      expect(openRecord(1, readCall(bare))).toMatchObject({
        startingAfter: undefined,
        perPage: undefined,
      });
    },
  );
});
