import { InvalidOptionsError } from '../errors/invalid-options-error.ts';
import { check } from './check.ts';

const ALLOWED = 'a function that answers with a number from 0 to 1';

/** Makes a random source whose failures are errors of the union. */
export function guardRandom(random: () => number): () => number {
  return () => {
    let value: unknown;
    try {
      value = random();
    } catch (cause) {
      throw new InvalidOptionsError('random', 'one that failed', ALLOWED, { cause });
    }
    check(typeof value === 'number' && value >= 0 && value <= 1, 'random', value, ALLOWED);
    return value;
  };
}
