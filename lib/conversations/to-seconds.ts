import { check } from '../errors/check.ts';
import { readOption } from '../errors/read-option.ts';
import { MILLISECONDS } from '../search/to-wire-filter.ts';

const ALLOWED = 'a valid Date, or seconds (not milliseconds) since 1970';

/**
 * A time in whole unix seconds, rounded down, because conversations have whole seconds.
 *
 * @param field - the option that the time is given in
 * @throws {@link InvalidOptionsError} for a value that is not a time, or that is in milliseconds
 */
export function toSeconds(field: string, time: unknown): number {
  const read = (): unknown => (time instanceof Date ? time.getTime() / 1000 : time);
  const seconds = readOption(field, read, ALLOWED);
  const valid = typeof seconds === 'number' && seconds >= 0 && seconds < MILLISECONDS;
  check(valid, field, time, ALLOWED);
  return Math.floor(seconds);
}
