import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redactError } from '../../lib/http/redact-error.ts';
import { createRedactor } from '../../lib/http/redact.ts';
import { ESCAPES, PACKINGS, type Spelling } from '../helpers/spellings.ts';

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

/** A spelling, and which characters it escapes. */
type Layer = readonly [Spelling, readonly boolean[]];

function layersOf(spellings: readonly Spelling[], maxLength: number): fc.Arbitrary<Layer[]> {
  const mask = fc.array(fc.boolean(), { minLength: 1, maxLength: 9 });
  return fc.array(fc.tuple(fc.constantFrom(...spellings), mask), { maxLength });
}

/** How a part of a token is written: in one form or encoded, and that escaped. */
const echoes = fc
  .tuple(
    tokens,
    fc.nat(),
    fc.nat(),
    fc.constantFrom(...forms),
    layersOf(PACKINGS, 1),
    layersOf(ESCAPES, 2),
  )
  .map(([token, from, length, form, packings, escapes]) => {
    const isPacked = packings.length > 0;
    // Where an encoded text begins and ends, it shares digits with what stands around it.
    const least = isPacked ? 20 : 12;
    const start = from % (token.length - least + 1);
    const source = token.slice(
      start,
      start + least + (length % (token.length - start - least + 1)),
    );
    const part = isPacked ? source : form(source);
    const layers = [...packings, ...escapes];
    const written = layers.reduce(
      (text, [spelling, mask]) =>
        spelling.write(text, (index) => mask[index % mask.length] === true),
      part,
    );
    const read = (text: string): string =>
      layers.reduceRight((inner, [spelling]) => spelling.read(inner), text);
    return { token, part, written, layers: layers.map(([{ name }]) => name), read };
  })
  .filter(({ part }) => lettersOf(part).length >= 12);

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z\d]/g, '');
}

/** The parts of 12 letters and digits. */
function partsOf(text: string): readonly string[] {
  const letters = lettersOf(text);
  return Array.from({ length: Math.max(0, letters.length - 11) }, (_, start) =>
    letters.slice(start, start + 12),
  );
}

/** No part of a token goes on in these: no token holds an A. */
const surroundings = fc.tuple(
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `${text}|AA|`),
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `|AA|${text}`),
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
  const names = ['replace', 'matchAll', 'indexOf', 'includes', 'slice'] as const;
  const methods = names.map((name) => {
    const method = Reflect.get(String.prototype, name) as (...args: unknown[]) => unknown;
    const counted = function (this: string, ...args: unknown[]): unknown {
      const result = method.apply(this, args);
      const [searched, from = 0] = args;
      // A search ends where it finds something, and goes on from there.
      const end =
        typeof result === 'number' && result >= 0 ? result + String(searched).length : this.length;
      const length = end - (typeof from === 'number' ? from : 0);
      total += name === 'slice' ? String(result).length : length;
      return result;
    };
    // A mock of Jest would keep all texts.
    Reflect.set(String.prototype, name, counted);
    return [name, method] as const;
  });
  try {
    work();
  } finally {
    for (const [name, method] of methods) Reflect.set(String.prototype, name, method);
  }
  return total;
}

describe('any token in any spelling', () => {
  it('should not be readable any more, and nothing else should be gone', () => {
    fc.assert(
      fc.property(echoes, surroundings, ({ token, part, written, read }, [before, after]) => {
        expect(lettersOf(read(written))).toContain(lettersOf(part));
        const redacted = createRedactor(token).redact(before + written + after);
        const readable = lettersOf(read(redacted));
        for (const some of partsOf(part)) expect(readable).not.toContain(some);
        // One that goes on over several words takes the text with it.
        if (/[\s"'`<>(),|]/.test(written) && redacted === '[redacted]') return;
        expect(redacted.startsWith(before)).toBe(true);
        expect(redacted.endsWith(after)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('should be noticed', () => {
    fc.assert(
      fc.property(echoes, surroundings, ({ token, written }, [before, after]) => {
        expect(createRedactor(token).isIn(before + written + after)).toBe(true);
      }),
    );
  });

  it('should be redacted in every text of an error', () => {
    fc.assert(
      fc.property(echoes, fc.array(fc.string()), ({ token, written }, texts) => {
        const { redact } = createRedactor(token);
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
        expect(createRedactor(token).redact(text)).toBe(text);
        expect(createRedactor(token).isIn(text)).toBe(false);
      }),
    );
  });

  it('should stay as it is also where the token is a word that it has in other words', () => {
    fc.assert(
      fc.property(
        tokenOf('abcdefghijklmnopqrstuvwxyz', { minLength: 1, maxLength: 19 }),
        (word) => {
          const { redact } = createRedactor(word);
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
  it('should be little before there is a text', () => {
    expect(scanned(() => createRedactor(TOKEN))).toBeLessThan(5 * TOKEN.length);
  });

  it('should grow no faster than the text', () => {
    const work = (text: string): number => {
      const { redact } = createRedactor(TOKEN);
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
