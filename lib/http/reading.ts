/** A stretch of a text, its end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a text says, for example once its escapes are decoded. */
export interface Reading {
  readonly text: string;
  /** The stretch of the source that says the characters from an index up to another one. */
  readonly spanOf: (from: number, to: number) => Span;
}

/** Says what a match of a pattern means, from the match and its groups: one character or none. */
export type Meaning = (match: readonly (string | undefined)[]) => string;

/** Reads a text as it stands. */
export function read(text: string): Reading {
  return { text, spanOf: (start, end) => ({ start, end }) };
}

/**
 * Replaces what matches a pattern by what it means.
 *
 * @returns the same object when that changes nothing
 */
export function rewrite(reading: Reading, pattern: RegExp, meaning: Meaning): Reading {
  const text = reading.text.replace(pattern, (...match: string[]) => meaning(match));
  if (text === reading.text) return reading;
  let spans: readonly Span[] | undefined;
  const spanOf: Reading['spanOf'] = (from, to) => {
    spans ??= trace(reading.text, pattern, meaning);
    return reading.spanOf(spans[from]?.start ?? 0, spans[to - 1]?.end ?? reading.text.length);
  };
  return { text, spanOf };
}

/** Where each character comes from, which is only needed once something is found. */
function trace(text: string, pattern: RegExp, meaning: Meaning): readonly Span[] {
  const spans: Span[] = [];
  let at = 0;
  const keep = (until: number): void => {
    for (; at < until; at += 1) spans.push({ start: at, end: at + 1 });
  };
  for (const match of text.matchAll(pattern)) {
    keep(match.index);
    at += match[0].length;
    if (meaning(match) !== '') spans.push({ start: match.index, end: at });
  }
  keep(text.length);
  return spans;
}
