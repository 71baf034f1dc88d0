import { describe, expect, it } from '@jest/globals';
import { readDates, readNumbers, serverTime } from '../../lib/rate/headers.ts';

const NOW = Date.UTC(2024, 0, 1, 12);

describe('readNumbers', () => {
  it.each<[string, readonly number[]]>([
    ['7', [7]],
    [' 7 ', [7]],
    ['007', [7]],
    ['7.5', [7.5]],
    ['7, 7', [7, 7]],
    ['7,9 , 8', [7, 9, 8]],
    ['100;w=10', [100]],
    ['100, 100;w=10;policy="a", 50 ; w=1', [100, 100, 50]],
    ['many, 83', [83]],
    [',, 5,', [5]],
    ['120, Mon, 01 Jan 2024 12:00:30 GMT', [120]],
    ['9'.repeat(13), [9_999_999_999_999]],
  ])('should read %j', (text, numbers) => {
    expect(readNumbers(new Headers({ n: text }), 'n')).toEqual(numbers);
  });

  it.each([
    '',
    ' ',
    ',',
    ';',
    ';w=10',
    '-1',
    '+1',
    '1.',
    '.5',
    '1e3',
    '0x10',
    '1_000',
    'many',
    'NaN',
    'Infinity',
    '5 minutes',
    'w=10',
    '"default";q=100',
    'Mon, 01 Jan 2024 12:00:00 GMT',
  ])('should read nothing out of %j', (text) => {
    expect(readNumbers(new Headers({ n: text }), 'n')).toEqual([]);
  });

  it('should read nothing where there is no header', () => {
    expect(readNumbers(new Headers(), 'n')).toEqual([]);
  });

  it('should read headers that were sent twice', () => {
    const headers = new Headers([
      ['n', '7'],
      ['n', '9'],
    ]);
    expect(readNumbers(headers, 'n')).toEqual([7, 9]);
  });
});

describe('readDates', () => {
  it.each<[string, readonly number[]]>([
    ['Mon, 01 Jan 2024 12:00:00 GMT', [NOW]],
    [' Mon, 01 Jan 2024 12:00:00 GMT ', [NOW]],
    ['Monday, 01-Jan-24 12:00:00 GMT', [NOW]],
    ['Mon Jan  1 12:00:00 2024', [NOW]],
    ['Thu, 01 Jan 1970 00:00:00 GMT', [0]],
    ['Mon, 01 Jan 2024 12:00:00 GMT, Mon, 01 Jan 2024 12:00:05 GMT', [NOW, NOW + 5_000]],
    ['Mon Jan  1 12:00:00 2024, Monday, 01-Jan-24 12:00:05 GMT', [NOW, NOW + 5_000]],
    ['30, Mon, 01 Jan 2024 12:00:00 GMT, soon', [NOW]],
    ['Mon, 99 Foo 2024, Mon, 01 Jan 2024 12:00:00 GMT;x=1', [NOW]],
  ])('should read %j', (text, times) => {
    expect(readDates(new Headers({ date: text }), 'date')).toEqual(times);
  });

  it.each([
    '',
    ' ',
    '5',
    '-5',
    '1704110400',
    'yesterday',
    'after 5',
    'Mon, 99 Foo 2024',
    '01 Jan 2024 12:00:00 GMT (Mon)',
    'Mon',
    'Mon,',
    'Mon,,',
  ])('should read nothing out of %j', (text) => {
    expect(readDates(new Headers({ date: text }), 'date')).toEqual([]);
  });

  it('should read nothing where there is no header', () => {
    expect(readDates(new Headers(), 'date')).toEqual([]);
  });
});

describe('serverTime', () => {
  it.each([
    ['Mon, 01 Jan 2024 12:00:00 GMT', NOW],
    ['Tue, 02 Jan 2024 12:00:00 GMT', NOW + 24 * 3_600_000],
    ['Mon, 01 Jan 2024 12:00:05 GMT, Mon, 01 Jan 2024 12:00:00 GMT', NOW],
    ['Mon, 01 Jan 2024 12:00:00 GMT, later', NOW],
  ])('should be the earliest date of %s', (date, time) => {
    expect(serverTime(new Headers({ date }))).toBe(time);
  });

  it.each([
    ['nothing', undefined],
    ['an empty one', ''],
    ['words', 'yesterday at noon'],
    ['a number', '5'],
    ['a negative number', '-5'],
  ])('should be null where the Date header has %s', (_name, date) => {
    expect(serverTime(new Headers(date === undefined ? {} : { date }))).toBeNull();
  });
});
