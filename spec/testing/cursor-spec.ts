import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeCursor, encodeCursor } from '../../lib/testing/cursor.ts';

describe('encodeCursor', () => {
  it('should write what the API was recorded to write', () => {
    const after = { updated_at: 1726752145, id: '5' };

    expect(encodeCursor({ after, page: 2 })).toBe('WzE3MjY3NTIxNDUwMDAsNSwyXQ==');
  });

  it('should be read back to what was written, even with ids beyond 2 ** 53', () => {
    const id = fc.oneof(fc.bigInt({ min: 0n }).map(String), fc.constant('007'));
    fc.assert(
      fc.property(fc.nat(), id, fc.nat(), (updated_at, id, page) => {
        const cursor = { after: { updated_at, id }, page };
        expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
      }),
    );
  });
});

describe('decodeCursor', () => {
  it.each([
    ['nothing', ''],
    ['no base64', '%%%'],
    ['no JSON', btoa('hello')],
    ['no array', btoa('{"page":2}')],
    ['too little', btoa('[1726752145000]')],
    ['a time that is no number', btoa('["x","5",2]')],
    ['an id that is none', btoa('[1726752145000,null,2]')],
    ['a fractional id', btoa('[1726752145000,1.5,2]')],
    ['a page that is no number', btoa('[1726752145000,5,"2"]')],
  ])('should refuse %s', (_, text) => {
    expect(() => decodeCursor(text)).toThrow(
      expect.objectContaining({
        status: 400,
        code: 'client_error',
        message:
          'Invalid starting_after param. Please try again using a starting_after value from a paginated response',
      }),
    );
  });
});
