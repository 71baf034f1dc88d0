import { callUser } from '../errors/call-user.ts';
import { check } from '../errors/check.ts';

const ALLOWED = 'a function that answers with a number from 0 to 1';

/** Makes a random source whose failures are errors of the union. */
export function guardRandom(random: () => number): () => number {
  return () => {
    const value: unknown = callUser('random', random, ALLOWED);
    check(typeof value === 'number' && value >= 0 && value <= 1, 'random', value, ALLOWED);
    return value;
  };
}
