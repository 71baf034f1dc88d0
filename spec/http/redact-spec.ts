import { describe, expect, it } from '@jest/globals';
import { createRedactor } from '../../lib/http/redact.ts';
import { createSecrets } from '../../lib/http/secrets.ts';

const TOKEN = 'dG9rOjE2YWIz/MGNk+ZTEyMzQ1Njc4OTA==';

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function hex(text: string): string {
  return Buffer.from(text).toString('hex');
}

/** Writes each character of the token in some way. */
function each(write: (code: number) => string): string {
  return Array.from(TOKEN, (char) => write(char.charCodeAt(0))).join('');
}

/** Each is one word. */
const SPELLINGS: readonly [string, string][] = [
  ['as it is', TOKEN],
  ['twice', TOKEN + TOKEN],
  ['in upper case', TOKEN.toUpperCase()],
  ['in lower case', TOKEN.toLowerCase()],
  ['without padding', TOKEN.replaceAll('=', '')],
  ['as base64 for URLs', TOKEN.replaceAll('+', '-').replaceAll('/', '_')],
  ['with escaped slashes', TOKEN.replaceAll('/', '\\/')],
  ['with \\u escapes', TOKEN.replaceAll('=', '\\u003d')],
  ['with \\u escapes in upper case', TOKEN.replaceAll('+', '\\u002B').replaceAll('=', '\\U003D')],
  ['with \\u escapes throughout', each((code) => `\\u00${code.toString(16)}`)],
  ['with \\x escapes', each((code) => `\\x${code.toString(16)}`)],
  ['with \\u{} escapes', each((code) => `\\u{${code.toString(16)}`)],
  [
    'with slashes and equals signs escaped',
    TOKEN.replaceAll('/', '\\/').replaceAll('=', '\\u003D'),
  ],
  [
    'in JSON in JSON',
    JSON.stringify(JSON.stringify(TOKEN.replaceAll('=', '\\u003d'))).slice(3, -3),
  ],
  ['with named entities', TOKEN.replaceAll('=', '&equals;').replaceAll('/', '&sol;')],
  ['with decimal entities', each((code) => `&#${code};`)],
  ['with padded entities', each((code) => `&#0000${code};`)],
  ['with entities without semicolons', `${each((code) => `&#${code}`)};`],
  ['with hexadecimal entities', each((code) => `&#x${code.toString(16)};`)],
  ['with padded hexadecimal entities', each((code) => `&#X00${code.toString(16)};`)],
  ['with entities in entities', TOKEN.replaceAll('=', '&amp;#x3D;').replaceAll('/', '&amp;#x2F;')],
  ['percent-encoded', encodeURIComponent(TOKEN)],
  ['percent-encoded twice', encodeURIComponent(encodeURIComponent(TOKEN))],
  ['percent-encoded throughout', each((code) => `%${code.toString(16)}`)],
  ['percent-encoded in part', TOKEN.replaceAll('=', '%3D')],
  ['percent-encoded in lower case', TOKEN.replaceAll('/', '%2f').replaceAll('=', '%3d')],
  ['percent-encoded by escape()', each((code) => `%u00${code.toString(16)}`)],
  ['on two lines in JSON', `${TOKEN.slice(0, 20)}\\r\\n${TOKEN.slice(20)}`],
  ['on two lines of HTML', `${TOKEN.slice(0, 20)}<br />${TOKEN.slice(20)}`],
  ['with soft hyphens', TOKEN.replace(/.{5}/g, '$&\u00ad')],
  ['with soft hyphens of HTML', TOKEN.replace(/.{5}/g, '$&&shy;')],
  ['with escaped zero-width spaces', TOKEN.replace(/.{5}/g, '$&\\u200b')],
  ['with a surrogate pair', TOKEN.replace(/.{9}/g, '$&\u{1F98A}')],
  ['in UTF-16', TOKEN.split('').join('\0')],
  ['with escaped zero-width spaces of HTML', TOKEN.replace(/.{5}/g, '$&&#8203;')],
  ['as base64', base64(TOKEN)],
  ['as base64 of a header', base64(`Bearer ${TOKEN}`)],
  ['as base64 of a user', base64(`${TOKEN}:`)],
  ['as base64 of a password', base64(`me:${TOKEN}`)],
  ['as base64 cut at both ends', base64(`Bearer ${TOKEN}`).slice(6, 42)],
  ['as base64 in base64', base64(base64(`Bearer ${TOKEN}`))],
  ['as base64 of a URL', base64(`/?token=${encodeURIComponent(TOKEN)}`)],
  ['as percent-encoded base64', encodeURIComponent(base64(`a:${TOKEN}`))],
  ['as hexadecimal', hex(`Bearer ${TOKEN}`)],
  ['as hexadecimal in upper case', hex(TOKEN).toUpperCase()],
  ['as its beginning', `${TOKEN.slice(0, 12)}…`],
  ['as its end', `…${TOKEN.slice(-14)}`],
  ['as its middle', `…${TOKEN.slice(9, 23)}…`],
];

/** Each goes on over several words. */
const BROKEN: readonly [string, string][] = [
  ['with blanks for plus signs', TOKEN.replaceAll('+', ' ')],
  ['on two lines', `${TOKEN.slice(0, 20)}\n${TOKEN.slice(20)}`],
  ['on two lines of a header', `${TOKEN.slice(0, 20)}\r\n\t${TOKEN.slice(20)}`],
  ['on two lines of a mail', `${TOKEN.slice(0, 20)}=\r\n${TOKEN.slice(20)}`],
  ['marked in HTML', `${TOKEN.slice(0, 9)}<mark>${TOKEN.slice(9, 20)}</mark>${TOKEN.slice(20)}`],
  ['as a sum of texts', `${TOKEN.slice(0, 15)}" +\n  "${TOKEN.slice(15)}`],
  ['as a list of texts', (TOKEN.match(/.{1,4}/g) ?? []).join('","')],
  ['as base64 on lines', base64(`Bearer ${TOKEN}`).replace(/.{19}/g, '$&\r\n')],
  ['as a buffer', (hex(TOKEN).match(/../g) ?? []).join(' ')],
];

describe('a redacted token', () => {
  it.each(SPELLINGS)('should leave nothing of it: %s', (_name, written) => {
    const text = `Authorization: Bearer ${written} | 502`;
    const redacted = createRedactor(TOKEN).redact(text);
    expect(redacted).toMatch(/^Authorization: Bearer .*\[redacted\].* \| 502$/s);
    const rest = redacted.slice('Authorization: Bearer '.length, -' | 502'.length);
    // Nothing is left but what stood before and after it, and part of a byte that it shared.
    expect(rest.replaceAll('[redacted]', '').length).toBeLessThan(written.length / 3);
  });

  it.each(BROKEN)('should leave nothing of it: %s', (_name, written) => {
    const { redact, isIn } = createRedactor(TOKEN);
    const redacted = redact(`Authorization: Bearer ${written} | 502`);
    expect(redacted).toMatch(/^\[redacted\]$|^Authorization: Bearer .*\[redacted\].* \| 502$/s);
    expect(isIn(redacted)).toBe(false);
  });

  it.each([...SPELLINGS, ...BROKEN])('should be noticed: %s', (_name, written) => {
    expect(createRedactor(TOKEN).isIn(`?starting_after=${written}`)).toBe(true);
  });

  it.each([
    ['as it is', TOKEN, '[redacted]'],
    ['in quotes', `"${TOKEN}"`, '"[redacted]"'],
    ['in a tag', `<${TOKEN}>`, '<[redacted]>'],
    ['in a URL', `/?a=1&token=${encodeURIComponent(TOKEN)}&b=2`, '/?a=1&token=[redacted]&b=2'],
    ['in a list of URLs', `</?token=${TOKEN}>; rel="next"`, '</?token=[redacted]>; rel="next"'],
    ['in JSON', JSON.stringify({ t: TOKEN, u: 1 }), '{"t":"[redacted]","u":1}'],
    ['after letters', `id-${TOKEN}`, 'id-[redacted]'],
    ['after what begins an escape', `%4${TOKEN}`, '%4[redacted]'],
    ['twice', `${TOKEN}, ${TOKEN}`, '[redacted], [redacted]'],
    ['with an end of its own', `${TOKEN.slice(0, 14)}, ok`, '[redacted], ok'],
  ])('should leave what stands around it: %s', (_name, text, redacted) => {
    expect(createRedactor(TOKEN).redact(text)).toBe(redacted);
  });

  it.each([
    ['dashes', '--dG9rOjE2YWIzMGNk_-'],
    ['dots', 'eyJhbGci.eyJzdWIi.c2lnbmF0dXJl'],
    ['quotes', 'quo"te-back\\slash-42'],
    ['what looks like an escape', '%41bc&amp;defghijk%4Alm'],
    ['letters that repeat', 'aaaaaaaaaaaaaaaaaaaaaaaa'],
    ['digits', '123456789012'],
    ['200 characters', `${'a1'.repeat(50)}${'b2'.repeat(50)}`],
  ])('should be found whatever it is made of: %s', (_name, token) => {
    const { redact } = createRedactor(token);
    expect(redact(`(${token})`)).toBe('([redacted])');
    expect(redact(`/?i=${encodeURIComponent(token)}&i`)).toMatch(/^\/\?i=\[redacted\]&i$/);
  });
});

describe('a token that is base64 of a text', () => {
  const text = 'tok:01234567_89ab_cdef_0123_456789abcdef:1:0';

  it.each([
    ['with padding', base64(text)],
    ['without padding', base64(text).replace(/=+$/, '')],
  ])('should be redacted where the text is written: %s', (_name, token) => {
    expect(createRedactor(token).redact(`not ${text}!`)).toBe('not [redacted]');
  });
});

describe('a cursor, base64 of a list of numbers', () => {
  it.each<[string, string, unknown, boolean]>([
    ['as Intercom has it', TOKEN, [1_700_000_000_000, 123_456, 2], false],
    ['with other digits', '123456789012345', [1_700_000_000_000, 9, 2], false],
    ['with the digits of a token', '123456789012345', [123_456_789_012_345, 2], true],
  ])('should be refused only where it holds the token: %s', (_name, token, list, isRefused) => {
    expect(createRedactor(token).isIn(base64(JSON.stringify(list)))).toBe(isRefused);
  });
});

describe('a text without the token', () => {
  it.each([
    '',
    'x',
    'dG9rOjE2YWI',
    'Access Token Invalid',
    `${TOKEN.slice(0, 11)}-${TOKEN.slice(0, 11)}`,
    base64('{"conversation":"of somebody else"}'),
    '<br>&lt;&#61;%3d\\u003d\\n',
    'x'.repeat(10_000),
    '\ud83e',
    'İstanbul '.repeat(20),
  ])('should stay as it is: %j', (text) => {
    expect(createRedactor(TOKEN).redact(text)).toBe(text);
    expect(createRedactor(TOKEN).isIn(text)).toBe(false);
  });

  it('should stay as it is where there is no token', () => {
    const secrets = createSecrets();
    secrets.add(undefined);
    expect(secrets.redact(TOKEN)).toBe(TOKEN);
    expect(secrets.areIn(TOKEN)).toBe(false);
  });
});

describe('a token that may be an ordinary word', () => {
  it.each([
    ['token', 'token_expired'],
    ['x', 'scroll_exists'],
    ['t', 'unauthorized'],
    ['unauthorized', 'unauthorized'],
    ['not_found', 'conversation_not_found'],
    ['token_expired', 'token_expired'],
    ['access.token', 'access.token'],
  ])('should not change an identifier: token %s, code %s', (token, code) => {
    expect(createRedactor(token).redact(code)).toBe(code);
  });

  it.each([
    ['x', 'the next box', 'the next box'],
    ['x', 'Bearer x', 'Bearer [redacted]'],
    ['x', 'Bearer %78 a', 'Bearer [redacted] a'],
    ['token', 'No tokens: token', 'No tokens: [redacted]'],
    ['test-token', 'Bearer test-token.', 'Bearer [redacted].'],
    ['test-token', 'a latest-token', 'a latest-token'],
    ['test-token', 'a test token', 'a test token'],
    ['tk-7/3a', '"tk-7\\/3a" and &#116;k-7&#x2f;3a', '"[redacted]" and [redacted]'],
    ['S3cret', 'https://s3cret.example', 'https://[redacted].example'],
    ['a.b*c', 'a.b*c and aXb*c', '[redacted] and aXb*c'],
    ['+/+', 'a +/+ b', 'a [redacted] b'],
  ])('should be redacted as a whole word: %s in %j', (token, text, redacted) => {
    expect(createRedactor(token).redact(text)).toBe(redacted);
  });

  it.each(['x', 'token', 'test-token', 'conversations', 'access_token'])(
    'should not keep a list from going on: %s',
    (token) => {
      const url = 'https://api.example/test-token/conversations?page=2&access_token=x&token=y';
      expect(createRedactor(token).isIn(url)).toBe(false);
      expect(createRedactor(token).isIn(token)).toBe(false);
    },
  );

  it.each([
    ['12 letters and digits', 'a1b2c3d4e5f6'],
    ['words with a digit', 'test-token-123'],
    ['words in other than lower case', 'testTokenOfMine'],
    ['20 characters', 'correct.horse.battery'],
  ])('should not be taken for one: %s', (_name, token) => {
    expect(createRedactor(token).redact(token)).toBe('[redacted]');
    expect(createRedactor(token).isIn(`?a=${token}`)).toBe(true);
  });
});
