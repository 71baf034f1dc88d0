import { check } from '../http/check.ts';

/** No time in seconds is as late as this; every one in milliseconds is later. */
const MILLISECONDS = 1e11;

/**
 * Reads a time that is an option.
 *
 * @returns unix seconds
 * @throws {@link InvalidOptionsError} for what is no time, or one in milliseconds
 */
export function toSeconds(field: string, time: unknown): number {
  const seconds = time instanceof Date ? Math.floor(time.getTime() / 1000) : time;
  const valid = typeof seconds === 'number' && seconds >= 0 && seconds < MILLISECONDS;
  check(valid, field, time, 'a valid Date, or seconds (not milliseconds) since 1970');
  return seconds;
}
