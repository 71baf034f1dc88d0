/** In seconds. */
export const DAY = 86_400;

/** The midnight (UTC) at which the day of a time begins, in unix seconds. */
export function startOfDay(time: number): number {
  return Math.floor(time / DAY) * DAY;
}

/** Whether two times, in unix seconds, lie in one day of UTC. */
export function isSameDay(a: number, b: number): boolean {
  return startOfDay(a) === startOfDay(b);
}
