import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { secretDetector } from '../../lib/http/contains-secret.ts';
import { redactError } from '../../lib/http/redact-error.ts';
import { redactor } from '../../lib/http/redact.ts';
import { SPELLINGS } from '../helpers/spellings.ts';

const LETTERS = 'BCDEFGHIJKLMNOPQRSTUVWXYZbcdefghijklmnopqrstuvwxyz0123456789';

function tokenOf(
  alphabet: string,
  length = { minLength: 20, maxLength: 80 },
): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...alphabet.split('')), ...length });
}

/** As long as Intercom's. */
const TOKEN = 'dG9rOmJjZDEyMzQ1XzY3ODlfNGMxZl84YmQ2X2VmMDEyMzQ1Njc4OToxOjA=';

/** Tokens as services make them: base64, its form for URLs, hexadecimal, letters. */
const tokens = fc
  .oneof(
    tokenOf(`${LETTERS}+/`).chain((token) =>
      fc.constantFrom('', '=', '==').map((padding) => token + padding),
    ),
    tokenOf(`${LETTERS}-_`),
    tokenOf(`${LETTERS}-_.`),
    tokenOf('0123456789bcdef'),
    tokenOf(LETTERS),
  )
  // Fewer letters than this do not come of chance.
  .filter((token) => new Set(token).size > 8);

/** What servers do to a token before they write it. */
const forms: readonly ((token: string) => string)[] = [
  (token) => token,
  (token) => token.toUpperCase(),
  (token) => token.toLowerCase(),
  (token) => token.replaceAll('+', '-').replaceAll('/', '_'),
  (token) => token.replace(/=+$/, ''),
  (token) => token.replaceAll('+', ' '),
];

/** How a part of a token is written, one spelling in another. */
const echoes = fc
  .tuple(
    tokens,
    fc.nat(),
    fc.nat(),
    fc.constantFrom(...forms),
    fc.array(
      fc.tuple(
        fc.constantFrom(...SPELLINGS),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }),
      ),
      { maxLength: 3 },
    ),
  )
  .map(([token, from, length, form, layers]) => {
    const start = from % (token.length - 11);
    const part = form(token.slice(start, start + 12 + (length % (token.length - start - 11))));
    const written = layers.reduce(
      (text, [spelling, mask]) =>
        spelling.write(text, (index) => mask[index % mask.length] === true),
      part,
    );
    const read = (text: string): string =>
      layers.reduceRight((inner, [spelling]) => spelling.read(inner), text);
    return { token, part, written, layers: layers.map(([{ name }]) => name), read };
  });

/** The parts of 12 characters. */
function partsOf(text: string): readonly string[] {
  return Array.from({ length: Math.max(0, text.length - 11) }, (_, start) =>
    text.slice(start, start + 12),
  );
}

/**
 * No part of a token goes on in these: no token holds an A, and as base64, as hexadecimal and as a list of
 * numbers they hold what is no text.
 */
const surroundings = fc.tuple(
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `${text}|999|////ffff|AA|`),
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `|AA|ffff////|999|${text}`),
);

/** Texts that ask for as much work as can be: pieces of escapes, of packings and of the token. */
const laborious = fc
  .array(
    fc.oneof(
      fc.constantFrom('%', '%25', '%3', '%u00', '&', '&#', '&#x', '&#0', '&amp;', '&amp', ';'),
      fc.constantFrom('\\', '\\\\', '\\u', '\\u{0', '\\u00', '\\x', '\\n', '<', '<br', '<br>', ' '),
      fc.constantFrom('QQ', 'VVVV', 'QUJD', '5551', '41', '66,', '0', 'UkVE', 'bm9wZSEh', TOKEN),
      fc.nat(TOKEN.length - 1).map((length) => TOKEN.slice(0, length)),
      fc.constant(Buffer.from('%41 and base64 of it').toString('base64')),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((pieces) => pieces.join(''))
  .filter((unit) => unit !== '');

/** How many characters are looked at by the methods that look at many. */
function scanned(work: () => void): number {
  let total = 0;
  const spies = (['replace', 'matchAll', 'indexOf'] as const).map((name) => {
    const method = Reflect.get(String.prototype, name) as (...args: unknown[]) => unknown;
    const counted = function (this: string, ...args: unknown[]): unknown {
      const result = method.apply(this, args);
      const [searched, from = 0] = args;
      // A search ends where it finds something, and goes on from there.
      const end =
        typeof result === 'number' && result >= 0 ? result + String(searched).length : this.length;
      total += end - (typeof from === 'number' ? from : 0);
      return result;
    };
    return jest.spyOn(String.prototype, name).mockImplementation(counted as never);
  });
  try {
    work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return total;
}

describe('any token in any spelling', () => {
  it('should not be readable any more, and nothing else should be gone', () => {
    fc.assert(
      fc.property(echoes, surroundings, ({ token, part, written, read }, [before, after]) => {
        const visible = (text: string): string => text.toLowerCase().replace(/\s/g, '');
        expect(visible(read(written))).toContain(visible(part));
        const redacted = redactor(token)(before + written + after);
        const readable = visible(read(redacted));
        for (const some of partsOf(visible(part))) expect(readable).not.toContain(some);
        expect(redacted.startsWith(before)).toBe(true);
        expect(redacted.endsWith(after)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('should be noticed', () => {
    fc.assert(
      fc.property(echoes, surroundings, ({ token, part, written }, [before, after]) => {
        fc.pre(part.replace(/\s/g, '').length >= 12);
        expect(secretDetector(token)(before + written + after)).toBe(true);
      }),
    );
  });

  it('should be redacted in every text of an error', () => {
    fc.assert(
      fc.property(echoes, fc.array(fc.string()), ({ token, written }, texts) => {
        const redact = redactor(token);
        const [name = '', message = '', stack = '', cause = ''] = texts.map(
          (text) => text + written,
        );
        const copy = redactError({ name, message, stack, code: written, cause }, redact);
        expect(copy).toMatchObject({
          name: redact(name),
          message: redact(message),
          stack: redact(stack),
          code: redact(written),
          cause: { message: redact(cause) },
        });
      }),
    );
  });
});

describe('any text without the token', () => {
  it('should stay as it is', () => {
    fc.assert(
      fc.property(tokens, echoes, surroundings, (token, { written }, [before, after]) => {
        const text = before + written + after;
        expect(redactor(token)(text)).toBe(text);
        expect(secretDetector(token)(text)).toBe(false);
      }),
    );
  });

  it('should stay as it is also where the token is a word that it has in other words', () => {
    fc.assert(
      fc.property(
        tokenOf('abcdefghijklmnopqrstuvwxyz', { minLength: 1, maxLength: 19 }),
        (word) => {
          const redact = redactor(word);
          const code = `${word}_expired`;
          expect(redact(`Failed: a${word}, ${word}s, ${code}`)).toBe(
            `Failed: a${word}, ${word}s, ${code}`,
          );
          expect([redact(code), redact(word)]).toStrictEqual([code, word]);
          expect(redact(`Bearer: ${word}!`)).not.toContain(` ${word}!`);
        },
      ),
    );
  });
});

describe('the work of redaction', () => {
  it('should be none before there is a text', () => {
    expect(scanned(() => redactor(TOKEN))).toBe(0);
  });

  it('should grow no faster than the text', () => {
    const work = (text: string): number => {
      const redact = redactor(TOKEN);
      redact('');
      return scanned(() => redact(text));
    };
    fc.assert(
      fc.property(laborious, (unit) => {
        // Whole units: where a text ends may change how often it is read.
        const text = unit.repeat(Math.ceil(2048 / unit.length));
        const [some, more] = [work(text), work(text.repeat(8))];
        expect(more).toBeLessThan(text.length * 8 * 1000);
        expect(more).toBeLessThan(some * 8 * 1.5);
      }),
      { numRuns: 50 },
    );
  });
});
