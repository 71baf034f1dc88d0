import { createRandom } from './random.ts';

const digits = '0123456789abcdefghijklmnopqrstuv';

/**
 * Makes the ids of requests, one with each call: twenty base-32 digits, as recorded from the API,
 * which is not the UUID its specification promises.
 */
export function createRequestIds(seed: number): () => string {
  const random = createRandom(seed, -2);
  return () => Array.from({ length: 20 }, () => digits.charAt(random.integer(32))).join('');
}
