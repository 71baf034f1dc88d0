import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readText } from '../../lib/http/read-text.ts';
import { earlyCursor } from '../../lib/lists/cursor-list.ts';
import { scanPages } from '../../lib/lists/scan-pages.ts';
import { DECOY, scan } from './scan.ts';
import { usePropertyTime } from '../helpers/property-time.ts';

// A property runs many times.
usePropertyTime(30_000);

/** A JSON value as it is written: keys may come twice. */
type Json =
  | { readonly text: string }
  | { readonly items: readonly Json[] }
  | { readonly entries: readonly Entry[] };

type Entry = readonly [key: string, value: Json];

/** Picks whitespace and escapes, one number after the other. */
type Pick = (count: number) => number;

const SPACES = ['', '', '', ' ', '\n', '\t\r\n  '];

function write(json: Json, pick: Pick): string {
  const space = (): string => SPACES[pick(SPACES.length)] ?? '';
  if ('text' in json) return `${space()}${json.text}${space()}`;
  if ('items' in json) {
    return `${space()}[${json.items.map((item) => write(item, pick)).join(',') || space()}]${space()}`;
  }
  const entries = json.entries.map(
    ([key, value]) => `${space()}${writeText(key, pick)}${space()}:${write(value, pick)}`,
  );
  return `${space()}{${entries.join(',') || space()}}${space()}`;
}

/** A text with some of its characters escaped. */
function writeText(text: string, pick: Pick): string {
  const chars = Array.from(text, (char) => {
    const escapes = char
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    return pick(4) === 0 ? escapes.join('') : JSON.stringify(char).slice(1, -1);
  });
  return `"${chars.join('')}"`;
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    DECOY,
    `{${DECOY}}`,
    `"},${DECOY}`,
    '\\',
    '\\"',
    '"',
    'größe 😀',
    '\\u0022',
    '…\n',
  ),
);

const anyKey = fc.oneof(
  fc.constantFrom('pages', 'next', 'starting_after', 'type', 'data', '__proto__', 'page s'),
  anyText,
);

const anyScalar = fc.oneof(
  anyText.map((text): Json => ({ text: JSON.stringify(text) })),
  fc.constantFrom('null', 'true', 'false', '0', '-1.5e+3').map((text): Json => ({ text })),
);

const { anyJson } = fc.letrec<{ anyJson: Json }>((tie) => ({
  anyJson: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    anyScalar,
    fc.array(tie('anyJson'), { maxLength: 3 }).map((items): Json => ({ items })),
    fc
      .array(fc.tuple(anyKey, tie('anyJson')), { maxLength: 4 })
      .map((entries): Json => ({ entries })),
  ),
}));

const cursorText = fc
  .oneof(anyText, fc.base64String({ minLength: 1 }))
  .map((text): Json => ({ text: JSON.stringify(text) }));

const nextJson = fc.oneof(
  fc
    .tuple(cursorText, fc.array(fc.tuple(anyKey, anyScalar), { maxLength: 2 }), fc.boolean())
    .map(([cursor, others, last]): Json => ({
      entries: last
        ? [...others, ['starting_after', cursor]]
        : [['starting_after', cursor], ...others],
    })),
  fc
    .constantFrom('null', '""', '"https://api.intercom.io/conversations?page=2"')
    .map((text): Json => ({ text })),
  anyJson,
);

const pagesJson = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(nextJson, fc.array(fc.tuple(anyKey, anyJson), { maxLength: 3 }), fc.nat(3))
      .map(([after, others, at]): Json => ({
        entries: [...others.slice(0, at), ['next', after], ...others.slice(at)],
      })),
  },
  { weight: 1, arbitrary: fc.constant<Json>({ text: 'null' }) },
  { weight: 1, arbitrary: anyJson },
);

/** A list body: other keys, `pages` once at most, the conversations, in any order. */
const body = fc
  .record({
    pages: fc.option(pagesJson, { nil: undefined, freq: 8 }),
    conversations: fc.array(anyJson, { maxLength: 4 }),
    others: fc.array(
      fc.tuple(
        anyKey.filter((key) => key !== 'pages'),
        anyJson,
      ),
      { maxLength: 4 },
    ),
    order: fc.array(fc.nat(), { minLength: 2, maxLength: 2 }),
  })
  .map(({ pages, conversations, others, order: [first = 0, second = 0] }): readonly Entry[] => {
    const entries: Entry[] = [...others];
    entries.splice(first % (entries.length + 1), 0, ['conversations', { items: conversations }]);
    if (pages !== undefined) entries.splice(second % (entries.length + 1), 0, ['pages', pages]);
    return entries;
  });

/** The cursor by a parse of the whole body. */
function wholeCursor(text: string): string | null {
  const { pages } = JSON.parse(text) as { readonly pages?: unknown };
  const after: unknown = isRecord(pages) ? pages['next'] : null;
  if (typeof after === 'string') return URL.canParse(after) ? after : null;
  const cursor = isRecord(after) ? after['starting_after'] : null;
  return typeof cursor === 'string' && cursor !== '' ? cursor : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where a body is cut into pieces. */
type Cuts = readonly number[] | 'each byte';

/** A stream of bytes, cut where told. */
function streamOf(text: string, cuts: Cuts): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  const inner =
    cuts === 'each byte'
      ? Array.from(bytes, (_, index) => index)
      : cuts.map((at) => at % (bytes.length + 1));
  const ends = [...inner, bytes.length].sort((a, b) => a - b);
  return new ReadableStream({
    start(controller) {
      ends.forEach((end, index) => {
        controller.enqueue(bytes.slice(ends[index - 1] ?? 0, end));
      });
      controller.close();
    },
  });
}

/** Numbers, over and over. */
function picker(numbers: readonly number[]): Pick {
  let at = 0;
  return (count) => {
    const number = numbers[at % numbers.length] ?? 0;
    at += 1;
    return number % count;
  };
}

const numbers = fc.array(fc.nat(999), { minLength: 1, maxLength: 40 });

const chunking = fc.oneof(fc.array(fc.nat(), { maxLength: 20 }), fc.constant<Cuts>('each byte'));

describe('any list body, in any pieces', () => {
  it('should give early either nothing or the cursor of the whole', async () => {
    let found = 0;
    let missed = 0;
    await fc.assert(
      fc.asyncProperty(body, numbers, chunking, async (entries, picks, cuts) => {
        const text = write({ entries }, picker(picks));
        const told: (string | null)[] = [];
        const onText = scanPages((pages) => told.push(earlyCursor(pages)));
        const read = await readText(streamOf(text, cuts), { onText });
        const whole = wholeCursor(text);
        expect(read).toBe(text);
        expect(told.length).toBeLessThanOrEqual(1);
        expect([null, whole]).toContain(told[0] ?? null);

        const rowsAt = entries.findIndex(([key]) => key === 'conversations');
        const pagesAt = entries.findIndex(([key]) => key === 'pages');
        const head = write({ entries: entries.slice(0, rowsAt) }, picker(picks));
        const isEarly = pagesAt !== -1 && pagesAt < rowsAt && !head.includes('[');
        expect(told).toHaveLength(isEarly ? 1 : told.length);
        if (isEarly && whole !== null) found += 1;
        else missed += 1;
      }),
      { numRuns: 500 },
    );
    expect(found).toBeGreaterThan(5);
    expect(missed).toBeGreaterThan(100);
  });

  it('should give nothing else from a body that breaks off anywhere', () => {
    fc.assert(
      fc.property(body, numbers, fc.nat(), (entries, picks, at) => {
        const text = write({ entries }, picker(picks));
        const cursors = scan([text.slice(0, at % (text.length + 1))]).map(earlyCursor);
        expect([null, wholeCursor(text)]).toContain(cursors[0] ?? null);
      }),
      { numRuns: 500 },
    );
  });
});
