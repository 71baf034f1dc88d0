import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scanPages } from '../../lib/lists/scan-pages.ts';
import { DECOY, scan } from './scan.ts';
import { usePropertyTime } from '../helpers/property-time.ts';

// A property runs many times.
usePropertyTime(30_000);

/** How many characters had to come until something was found; `Infinity` when nothing was. */
function foundAfter(text: string): number {
  let taken = 0;
  let foundAt = Infinity;
  const take = scanPages(() => {
    foundAt = taken;
  });
  for (const char of text) {
    taken += char.length;
    take(char);
  }
  return foundAt;
}

const QUOTED = JSON.stringify(DECOY);

const PAGES = '"pages":{"type":"pages","next":{"page":2,"starting_after":"B"}}';

const next = { type: 'pages', next: { page: 2, starting_after: 'B' } };

describe('scanPages', () => {
  it.each<[string, string, readonly unknown[]]>([
    ['pages first', `{${PAGES},"conversations":[]}`, [next]],
    ['pages behind other keys', `{"type":"list","total_count":3,${PAGES},"data":[]}`, [next]],
    ['pages behind an object', `{"a":{"b":{"c":1}},${PAGES},"data":[]}`, [next]],
    ['pages: null', '{"pages":null,"conversations":[]}', [null]],
    ['pages as text', '{"pages":"a,b}","conversations":[]}', ['a,b}']],
    ['pages as a number', '{"pages": 12.5e3 ,"conversations":[]}', [12_500]],
    ['no rows', `{"type":"list","total_count":3,${PAGES}}`, []],
    ['no pages', '{"type":"list","total_count":3,"data":[]}', []],
    ['no pages in an empty object', '{}', []],
    ['pages behind the conversations', `{"conversations":[],${PAGES}}`, []],
    ['pages as an array', '{"pages":[],"conversations":[]}', []],
    ['pages behind any array', `{"a":[1],${PAGES}}`, []],
    ['pages behind a bracket in a text', `{"a":"[",${PAGES},"data":[]}`, []],
    ['a decoy as text in front', `{"a":${QUOTED},${PAGES},"data":[]}`, [next]],
    ['a decoy as a key in front', `{${QUOTED}:1,${PAGES},"data":[]}`, [next]],
    ['a decoy deeper in front', `{"a":{${DECOY}},${PAGES},"data":[]}`, [next]],
    ['a decoy in front and no pages', `{"a":{${DECOY}},"b":${QUOTED},"data":[]}`, []],
    ['a decoy around the rows', `{"a":{${DECOY},"data":[]}}`, []],
    ['a decoy in a conversation', `{"conversations":[{${DECOY}}]}`, []],
    ['a decoy in a message', `{"conversations":[{"body":${QUOTED}}]}`, []],
    ['a decoy in a text with a bracket', `{"body":"{${DECOY},[","data":[]}`, []],
    ['the key as a value', '{"a":"pages","b":{"next":{"starting_after":"x"}},"data":[]}', []],
    ['the key with more to it', '{"pages ":1,"Pages":2,"pagespages":3,"":4,"data":[]}', []],
    ['the key with escapes', '{"p\\u0061g\\u0065s":7,"data":[]}', [7]],
    ['escaped quotes', `{"a\\"b":"c\\"d,\\\\",${PAGES},"data":[]}`, [next]],
    [
      'whitespace everywhere',
      ' {\n "pages" \t:\r\n { "next" : null } \n , "a" : [ 1 ] } ',
      [{ next: null }],
    ],
    ['characters of several bytes', `{"größe":"😀 \\ud83d\\ude00",${PAGES},"data":[]}`, [next]],
    ['an array of objects', `[{${PAGES}},{${PAGES}}]`, []],
    ['a text', QUOTED, []],
    ['a number', '42', []],
    ['nothing', '', []],
    ['a body cut off within pages', `{${PAGES.slice(0, -1)}`, []],
    ['a body cut off behind pages', `{${PAGES}`, []],
    ['pages that are broken', '{"pages":{next:1},"a":[]}', []],
    ['HTML', '<html><body style="a:b">{"pages":1,[]}</body></html>', []],
  ])('should find in a body with %s', (_, text, expected) => {
    expect(scan([text])).toEqual(expected);
    expect(scan(text)).toEqual(expected);
    expect(scan(text.split(/(?<=[\\"])/))).toEqual(expected);
  });

  it('should find pages as soon as the conversations begin', () => {
    const head = `{"type":"conversation.list",${PAGES},"total_count":3,"conversations":[`;
    expect(foundAfter(`${head}{"id":"1"}]}`)).toBe(head.length);
  });

  it('should tell once, and nothing of what comes after', () => {
    const found: unknown[] = [];
    const take = scanPages((pages) => found.push(pages));
    take(`{${PAGES},"data":[`);
    expect(found).toEqual([next]);
    take(`${DECOY},"a":[]}`);
    take(`{${DECOY},"a":[]}`);
    expect(found).toEqual([next]);
  });

  it.each([
    [90_000, 1],
    [150_000, 0],
  ])('should give up where something long comes in front: %i characters', (length, times) => {
    const text = `{"a":"${'x'.repeat(length)}",${PAGES},"b":[]}`;
    const pieces = Array.from({ length: Math.ceil(text.length / 4_096) }, (_, index) =>
      text.slice(index * 4_096, (index + 1) * 4_096),
    );
    expect(scan(pieces)).toHaveLength(times);
  });

  it('should not stumble over any text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('{', '}', '[', ']', '"', '\\', ':', ',', '"pages"', PAGES, 'null'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(scan(pieces).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
