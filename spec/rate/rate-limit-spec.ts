import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
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

  it.each(['', ' ', '-1', '+1', '1.', '1e3', '0x10', 'many', '1_000', ';w=10', '9'.repeat(13)])(
    'should read nothing out of %j',
    (value) => {
      const all = { Limit: value, Remaining: value, Reset: value };
      expect(parseRateLimit(headers(all, DATE), NOW)).toBeNull();
    },
  );

  it.each([
    ['twice the same', '83, 83', '7, 7', `${RESET}, ${RESET}`, [83, 7, 8_000]],
    ['two quotas', '83, 50', '7, 9', `${RESET}, ${RESET + 2}`, [50, 7, 10_000]],
    ['parameters', '83;w=10, 1000;w=60', '7;w=10', `${RESET};x="y"`, [83, 7, 8_000]],
    ['fractions', '83.0', '7.9', `${RESET}.25`, [83, 7, 8_250]],
    ['garbage in between', 'many, 83', '7, , soon', `soon, ${RESET}`, [83, 7, 8_000]],
    ['a number that is too large', '83', `7, ${'9'.repeat(13)}`, String(RESET), [83, 7, 8_000]],
    ['milliseconds beside seconds', '83', '7', `${String(RESET * 1000)}, ${RESET}`, [83, 7, 8_000]],
  ])(
    'should read the least limit and remaining and the latest reset: %s',
    (_name, Limit, Remaining, Reset, [limit, remaining, resetIn]) => {
      const rateLimit = parseRateLimit(headers({ Limit, Remaining, Reset }, DATE), NOW);
      expect(rateLimit).toEqual({
        limit,
        remaining,
        reset: new Date(NOW + Number(resetIn)),
        resetIn,
      });
    },
  );

  it('should measure the longest wait where the Date comes twice', () => {
    const dates = `Wed, 04 Apr 2018 13:51:15 GMT, ${DATE}`;
    expect(parseRateLimit(headers({ Reset: String(RESET) }, dates), NOW)?.resetIn).toBe(8_000);
  });

  it('should never tell a time that is no number, whatever the headers say', () => {
    const part = fc.oneof(
      fc.constantFrom('7', '1.5', String(RESET), '9'.repeat(20), 'x', '', ' ', ';w=1', DATE, '-1'),
      fc.string({ unit: 'grapheme-ascii', maxLength: 12 }),
    );
    const value = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(','));
    fc.assert(
      fc.property(value, value, value, value, (Limit, Remaining, Reset, date) => {
        const all = { Limit, Remaining, Reset };
        const rateLimit = parseRateLimit(headers(all, date), NOW);
        const { limit = null, remaining = null, reset = null, resetIn = null } = rateLimit ?? {};
        expect([limit, remaining, resetIn, reset?.getTime()]).not.toContain(NaN);
        expect(Math.min(limit ?? 0, remaining ?? 0, resetIn ?? 0)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

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
    ['an hour behind', -HOUR, null],
    ['a little behind', -2_001, null],
    ['as far behind as a window is long', -2_000, 10_000],
    ['right', 0, 8_000],
    ['ahead by less than is left', 7_999, 1],
    ['ahead by as much as is left', 8_000, null],
    ['an hour ahead', HOUR, null],
  ])(
    "should not believe this machine's clock beyond a window: %s",
    (_name, skew: number, resetIn) => {
      const all = headers({ Remaining: '0', Reset: String(RESET) });
      expect(parseRateLimit(all, NOW + skew)).toEqual({
        limit: null,
        remaining: 0,
        reset: new Date(RESET * 1000),
        resetIn,
      });
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
