import { describe, expect, it } from '@jest/globals';
import { parseJson } from '../../lib/testing/parse-json.ts';

describe('parseJson', () => {
  it.each([
    ['{"a":1}', { a: 1 }],
    ['null', null],
    ['"text"', 'text'],
  ])('should read %s', (text, value) => {
    expect(parseJson('application/json', text)).toEqual(value);
  });

  it.each(['application/json', 'Application/JSON; charset=utf-8', 'application/json ;x'])(
    'should take %s for JSON',
    (type) => {
      expect(parseJson(type, '1')).toBe(1);
    },
  );

  it.each<[string, string | undefined, string | null]>([
    ['no body', 'application/json', null],
    ['an empty body', 'application/json', ''],
    ['half of it', 'application/json', '{"a":'],
    ['another type', 'text/plain', '{}'],
    ['a similar type', 'application/jsonp', '{}'],
    ['no type', undefined, '{}'],
  ])('should find no JSON in %s', (_, type, text) => {
    expect(parseJson(type, text)).toBeUndefined();
  });
});
