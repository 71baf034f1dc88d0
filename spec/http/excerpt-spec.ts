import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { conversations$ } from '../../lib/index.ts';
import { excerpt } from '../../lib/http/excerpt.ts';
import { createRedactor } from '../../lib/http/redact.ts';
import { shorten } from '../../lib/errors/shorten.ts';
import { collect } from '../helpers/collect.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

const FOX = '\u{1F98A}';
const TOKEN = 'dG9rOnNlY3JldA/+MTow==';

/** Whether a text has no half of a character: only then it can be sent on as UTF-8. */
function isWhole(text: string): boolean {
  return new TextDecoder().decode(new TextEncoder().encode(text)) === text;
}

describe('a text that is cut', () => {
  it.each([
    ['', 3, ''],
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    [`a${FOX}`, 3, `a${FOX}`],
    [`a${FOX}b`, 3, 'a…'],
    [`${FOX}${FOX}`, 3, `${FOX}…`],
    [`${FOX}${FOX}`, 2, '…'],
  ])('should end with an ellipsis, but never inside a character: %j, %i', (text, length, cut) => {
    expect(shorten(text, length)).toBe(cut);
  });

  it('should be whole, not too long, and not shorter than it must be', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.integer({ min: 1, max: 40 }),
        (text, length) => {
          const cut = shorten(text, length);
          expect(isWhole(cut)).toBe(true);
          expect(cut.length).toBeLessThanOrEqual(length);
          expect(cut.length).toBeGreaterThanOrEqual(Math.min(text.length, length - 1));
          expect(cut === text || text.startsWith(cut.slice(0, -1))).toBe(true);
        },
      ),
    );
  });
});

describe('the excerpt of a body', () => {
  it('should be whole wherever it is cut', () => {
    fc.assert(
      fc.property(
        fc.nat(1100),
        fc.constantFrom(' ', 'x', ' x', ' xx'),
        fc.integer({ min: 1, max: 300 }),
        (before, filler, foxes) => {
          const text = excerpt(filler.repeat(before) + FOX.repeat(foxes));
          expect(isWhole(text)).toBe(true);
          expect(text.length).toBeLessThanOrEqual(200);
        },
      ),
    );
  });

  it('should show no beginning of the token wherever it is cut', () => {
    fc.assert(
      fc.property(fc.nat(1100), fc.constantFrom(' ', 'x', '. '), (before, filler) => {
        const body = `${filler.repeat(before)} ${TOKEN} end`;
        expect(excerpt(body, createRedactor(TOKEN).redact)).not.toContain(TOKEN.slice(0, 4));
      }),
    );
  });

  it.each([
    ['a short one', 'a\n b', 'a b'],
    ['one that is white space first', `${' '.repeat(999)}${TOKEN}`, ''],
    ['one without white space', 'x'.repeat(5000), `${'x'.repeat(199)}…`],
    [
      'one that is shorter without the token',
      `${'x'.repeat(190)} ${TOKEN}`,
      `${'x'.repeat(190)} [redacted]`.slice(0, 199) + '…',
    ],
  ])('should be one line: %s', (_name, body, text) => {
    expect(excerpt(body, createRedactor(TOKEN).redact)).toBe(text);
  });
});

describe('a cut text in an error', () => {
  it.each([197, 198, 199, 200])('should be whole in an HttpError: %i', async (length) => {
    const { fetch } = mockFetch({ status: 403, body: 'x'.repeat(length) + FOX.repeat(3) });
    const result = collect(conversations$({ token: TOKEN, fetch }));
    await pass();
    expect(result.error).toMatchObject({
      kind: 'http',
      excerpt: expect.stringMatching(/^x+.*…$/u),
    });
    expect(isWhole((result.error as Error).message)).toBe(true);
  });

  it.each([56, 57, 58, 59, 60])('should be whole in an InvalidOptionsError: %i', (length) => {
    const version = 'x'.repeat(length) + FOX.repeat(3);
    const result = collect(conversations$({ token: TOKEN, version }));
    const { message } = result.error as Error;
    expect(message).toMatch(/got "x+.*…"/u);
    expect(message).not.toContain('\\ud83e');
    expect(isWhole(message)).toBe(true);
  });
});
