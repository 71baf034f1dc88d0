import { describe, expect, it } from '@jest/globals';
import { parseRetryAfter } from '../../lib/rate/retry-after.ts';

/** What the server says when it is asked, and what this machine's clock says then. */
const DATE = 'Mon, 01 Jan 2024 12:00:00 GMT';
const NOW = Date.UTC(2024, 0, 1, 12);
const HOUR = 3_600_000;

describe('parseRetryAfter', () => {
  it.each([
    ['0', 0],
    ['1', 1_000],
    ['120', 120_000],
    ['007', 7_000],
    [' 5 ', 5_000],
    ['1.5', 1_500],
    ['86400', 86_400_000],
  ])('should read seconds: %j', (value, wait) => {
    expect(parseRetryAfter(new Headers({ 'retry-after': value }), NOW)).toBe(wait);
  });

  it.each([
    ['Mon, 01 Jan 2024 12:00:00 GMT', 0],
    ['Mon, 01 Jan 2024 12:00:30 GMT', 30_000],
    ['Tue, 02 Jan 2024 12:00:00 GMT', 24 * HOUR],
    ['Mon, 01 Jan 2024 11:59:59 GMT', 0],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ])("should measure a date against the response's own: %s", (value, wait) => {
    const headers = new Headers({ 'retry-after': value, date: DATE });
    for (const skew of [0, -7 * HOUR, 7 * HOUR]) {
      expect(parseRetryAfter(headers, NOW + skew)).toBe(wait);
    }
  });

  it.each([
    ['right', 0, 30_000],
    ['a little ahead', 10_000, 20_000],
    ['ahead by as much as the wait', 30_000, null],
    ['an hour ahead', HOUR, null],
    ['a little behind', -30_000, 60_000],
    ['further behind', -30_001, null],
    ['an hour behind', -HOUR, null],
  ])(
    "should believe this machine's clock up to a minute where there is no Date: %s",
    (_name, skew: number, wait) => {
      const headers = new Headers({ 'retry-after': 'Mon, 01 Jan 2024 12:00:30 GMT' });
      expect(parseRetryAfter(headers, NOW + skew)).toBe(wait);
    },
  );

  it('should take seconds at their word where there is no Date', () => {
    expect(parseRetryAfter(new Headers({ 'retry-after': '3600' }), NOW + HOUR)).toBe(HOUR);
  });

  it.each([
    ['7, 7', 7_000],
    ['10, 20', 20_000],
    ['20, 10', 20_000],
    ['soon, 5', 5_000],
    ['5;x=1', 5_000],
    ['5, Mon, 01 Jan 2024 12:00:30 GMT', 30_000],
    ['60, Mon, 01 Jan 2024 12:00:30 GMT', 60_000],
    ['Mon, 01 Jan 2024 12:00:30 GMT, Mon, 01 Jan 2024 12:00:20 GMT', 30_000],
  ])('should take the longest wait of a header that comes twice: %s', (value, wait) => {
    const headers = new Headers({ 'retry-after': value, date: DATE });
    expect(parseRetryAfter(headers, NOW)).toBe(wait);
  });

  it.each([
    '',
    ' ',
    'soon',
    '-5',
    '+5',
    '1.',
    '1e3',
    '0x10',
    '5 minutes',
    ',',
    'after 5',
    'NaN',
    'Infinity',
    'Mon, 99 Foo 2024 12:00:00 GMT',
  ])('should read nothing out of %j', (value) => {
    expect(parseRetryAfter(new Headers({ 'retry-after': value }), NOW)).toBeNull();
  });

  it('should read nothing where there is no header', () => {
    expect(parseRetryAfter(new Headers(), NOW)).toBeNull();
  });

  it('should read a wait without end as a number', () => {
    const wait = parseRetryAfter(new Headers({ 'retry-after': '9'.repeat(400) }), NOW) ?? 0;
    expect(wait).toBeGreaterThan(365 * 24 * HOUR);
    expect(Number.isFinite(wait)).toBe(true);
  });
});
