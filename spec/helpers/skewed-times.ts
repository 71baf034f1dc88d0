import { createRandom } from '../../lib/testing/random.ts';

const DAY = 86_400;
const YEARS = 5;
const INCIDENTS = 4;

/**
 * When the conversations of a growing company were created: twice as many each year, few at night
 * and at weekends, and four days on which something broke, each with a hundredth of all.
 *
 * @param end - in unix seconds
 * @returns in ascending order
 */
export function skewedTimes(count: number, end: number, seed: number): readonly number[] {
  const random = createRandom(seed, 7);
  const span = YEARS * 365 * DAY;
  const incidents = Array.from({ length: INCIDENTS }, () => end - random.integer(span));
  const times: number[] = [];
  while (times.length < count) {
    const incident = incidents[Math.floor(times.length / (count / 100))];
    // The inverse of growth by the factor 2 a year.
    const year = Math.log2(1 + random.next() * (2 ** YEARS - 1));
    const time =
      incident === undefined
        ? Math.floor(end - span + year * 365 * DAY)
        : incident + random.integer(DAY / 4);
    const hour = (time % DAY) / 3600;
    const weekday = Math.floor(time / DAY) % 7;
    const isQuiet = hour < 7 || hour > 21 || weekday === 2 || weekday === 3;
    if (time < end && (incident !== undefined || !isQuiet || random.chance(0.1))) times.push(time);
  }
  return times.sort((a, b) => a - b);
}
