import { describe, expect, it } from '@jest/globals';
import { parseHttpDate, serverTime } from '../../lib/rate/headers.ts';

const NOW = Date.UTC(2024, 0, 1, 12);

describe('parseHttpDate', () => {
  it.each([
    ['Mon, 01 Jan 2024 12:00:00 GMT', NOW],
    [' Mon, 01 Jan 2024 12:00:00 GMT ', NOW],
    ['Monday, 01-Jan-24 12:00:00 GMT', NOW],
    ['Mon Jan  1 12:00:00 2024', NOW],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ])('should read %j', (text, time) => {
    expect(parseHttpDate(text)).toBe(time);
  });

  it.each([
    null,
    '',
    ' ',
    '5',
    '-5',
    '1704110400',
    'yesterday',
    'after 5',
    'Mon, 99 Foo 2024',
    '01 Jan 2024 12:00:00 GMT (Mon)',
  ])('should read nothing out of %j', (text) => {
    expect(parseHttpDate(text)).toBeNull();
  });
});

describe('serverTime', () => {
  it.each([
    ['Mon, 01 Jan 2024 12:00:00 GMT', NOW],
    ['Mon, 01 Jan 2024 12:00:07 GMT', NOW + 7_000],
    ['Mon, 01 Jan 2024 05:00:00 GMT', NOW - 7 * 3_600_000],
    ['Tue, 02 Jan 2024 12:00:00 GMT', NOW + 24 * 3_600_000],
  ])("should take the server's word over this machine's clock: %s", (date, time) => {
    expect(serverTime(new Headers({ date }), NOW)).toBe(time);
  });

  it.each([
    ['nothing', undefined],
    ['an empty one', ''],
    ['words', 'yesterday at noon'],
    ['a number', '5'],
    ['a negative number', '-5'],
  ])("should take this machine's time where the Date header has %s", (_name, date) => {
    expect(serverTime(new Headers(date === undefined ? {} : { date }), NOW)).toBe(NOW);
  });
});
