/** Whether the suites shall be short, as on every change, instead of long: `SHORT=1`. */
export const SHORT: boolean = process.env['SHORT'] === '1';

/** Of a number for the long suite and one for the short suite, the one that counts. */
export function long(count: number, short: number): number {
  return SHORT ? short : count;
}

/** The seeds to run: the one of `SEED=…`, or 1 to `count`. */
export function seeds(count: number): readonly number[] {
  const seed = process.env['SEED'];
  return seed === undefined
    ? Array.from({ length: SHORT ? 1 : count }, (_, index) => index + 1)
    : [Number(seed)];
}
