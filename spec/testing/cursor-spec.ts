import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeCursor, encodeCursor, positionOf, rowAt } from '../../lib/testing/cursor.ts';
import { sortFields } from '../../lib/testing/sort-order.ts';

describe('encodeCursor', () => {
  it('should write what the API was recorded to write', () => {
    const after = { value: 1726752145, id: '5' };

    expect(encodeCursor({ after, page: 2 })).toBe('WzE3MjY3NTIxNDUwMDAsNSwyXQ==');
  });

  it('should be read back to what was written, even with ids beyond 2 ** 53', () => {
    const id = fc.oneof(fc.bigInt({ min: 0n }).map(String), fc.constant('007'));
    fc.assert(
      fc.property(fc.option(fc.nat()), id, fc.nat(), (value, id, page) => {
        const cursor = { after: { value, id }, page };
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

describe('positionOf', () => {
  const row = { id: '7', created_at: 1, updated_at: 2 };

  it.each([
    ['created_at', 1],
    ['updated_at', 2],
    ['waiting_since', null],
    ['id', null],
  ] as const)('should say the value of %s', (field, value) => {
    expect(positionOf(row, { field, descending: true })).toEqual({ value, id: '7' });
  });

  it('should be the place of the row it makes', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...sortFields), (value, field) => {
        const position = { value: field === 'id' ? null : value, id: '7' };
        expect(positionOf(rowAt(position), { field, descending: false })).toEqual(position);
      }),
    );
  });
});
