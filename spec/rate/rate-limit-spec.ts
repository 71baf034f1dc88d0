import { describe, expect, it } from '@jest/globals';
import { parseRateLimit } from '../../lib/rate/rate-limit.ts';

const DATE = 'Wed, 04 Apr 2018 13:51:12 GMT';
const NOW = Date.parse(DATE);
/** Eight seconds later, as recorded. */
const RESET = 1_522_849_880;
const HOUR = 3_600_000;

/** The headers of a response by their short names. */
function headers(values: Readonly<Record<string, string>>, date?: string): Headers {
  const all = new Headers(date === undefined ? {} : { date });
  for (const [name, value] of Object.entries(values)) all.set(`X-RateLimit-${name}`, value);
  return all;
}

describe('parseRateLimit', () => {
  it('should read all three', () => {
    const all = { Limit: '83', Remaining: '0', Reset: String(RESET) };
    expect(parseRateLimit(headers(all, DATE), NOW)).toEqual({
      limit: 83,
      remaining: 0,
      reset: new Date('2018-04-04T13:51:20Z'),
      resetIn: 8_000,
    });
  });

  it.each([
    [{ Limit: '83' }, { limit: 83, remaining: null, reset: null, resetIn: null }],
    [{ Remaining: '7' }, { limit: null, remaining: 7, reset: null, resetIn: null }],
    [
      { Reset: String(RESET) },
      { limit: null, remaining: null, reset: new Date(RESET * 1000), resetIn: 8_000 },
    ],
    [
      { Limit: '83', Remaining: '82' },
      { limit: 83, remaining: 82, reset: null, resetIn: null },
    ],
  ])('should read what there is of %j', (values, rateLimit) => {
    expect(parseRateLimit(headers(values, DATE), NOW)).toEqual(rateLimit);
  });

  it('should be null without any of the three', () => {
    expect(parseRateLimit(new Headers(), NOW)).toBeNull();
    expect(parseRateLimit(new Headers({ date: DATE, 'retry-after': '5' }), NOW)).toBeNull();
  });

  it.each(['', ' ', '-1', '+1', '1.5', '1e3', '0x10', 'many', '83, 83', '1_000', '9'.repeat(13)])(
    'should read nothing out of %j',
    (value) => {
      const all = { Limit: value, Remaining: value, Reset: value };
      expect(parseRateLimit(headers(all, DATE), NOW)).toBeNull();
    },
  );

  it('should keep what can be read beside garbage', () => {
    const all = { Limit: 'many', Remaining: '5', Reset: 'soon' };
    expect(parseRateLimit(headers(all, DATE), NOW)).toEqual({
      limit: null,
      remaining: 5,
      reset: null,
      resetIn: null,
    });
  });

  it.each([-30 * 24 * HOUR, -7 * HOUR, -1, 0, 1, 7 * HOUR, 30 * 24 * HOUR])(
    "should measure the reset against the response's own Date: clock off by %i ms",
    (skew) => {
      const all = headers({ Reset: String(RESET) }, DATE);
      expect(parseRateLimit(all, NOW + skew)).toMatchObject({
        reset: new Date(RESET * 1000),
        resetIn: 8_000,
      });
    },
  );

  it.each([undefined, '', 'yesterday'])(
    "should measure the reset against this machine's clock with the Date %j",
    (date) => {
      const all = headers({ Reset: String(RESET) }, date);
      expect(parseRateLimit(all, NOW + 3_250)).toMatchObject({ resetIn: 4_750 });
    },
  );

  it.each([
    [RESET - 8, 0],
    [RESET - 9, 0],
    [RESET - 3_600, 0],
    [0, 0],
  ])('should never wait for a reset in the past: %i', (reset, resetIn) => {
    expect(parseRateLimit(headers({ Reset: String(reset) }, DATE), NOW)).toMatchObject({ resetIn });
  });

  it('should make a valid date of the greatest number it reads', () => {
    const rateLimit = parseRateLimit(headers({ Reset: '9'.repeat(12) }, DATE), NOW);
    expect(rateLimit?.reset?.getTime()).toBe(999_999_999_999_000);
  });
});
