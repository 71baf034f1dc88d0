/** A stream of pseudo-random values: the same seed, the same stream, on every machine. */
export interface Random {
  /** A number from 0 (in) to 1 (out). */
  readonly next: () => number;
  /** A whole number from 0 (in) to `below` (out). */
  readonly integer: (below: number) => number;
  /** Whether something of this probability, from 0 to 1, happens. */
  readonly chance: (probability: number) => boolean;
  /** One of the items, each as likely as the others. */
  readonly pick: <const T extends readonly [unknown, ...unknown[]]>(items: T) => T[number];
}

/**
 * Makes a stream from a seed, of which the lowest 32 bits count, and the number of the stream, so
 * that one seed gives as many independent streams as are wanted. The generator is mulberry32.
 *
 * @see https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
 */
export function createRandom(seed: number, stream: number): Random {
  let state = Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (below: number): number => Math.floor(next() * below);
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: (items) => items[integer(items.length)],
  };
}
