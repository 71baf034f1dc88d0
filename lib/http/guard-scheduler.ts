import type { SchedulerAction, SchedulerLike, TimestampProvider } from 'rxjs';
import { callUser } from '../errors/call-user.ts';
import { checkThat } from '../errors/check.ts';

const ALLOWED = 'one whose now() answers with milliseconds';

/** Makes a clock whose failures are errors of the union. */
export function guardClock(clock: TimestampProvider): TimestampProvider {
  return {
    now() {
      const time: unknown = callUser('scheduler', () => clock.now());
      checkThat(Number.isFinite(time), 'scheduler', 'one whose now() answers otherwise', ALLOWED);
      return Number(time);
    },
  };
}

/** Makes a scheduler whose failures are errors of the union. */
export function guardScheduler(scheduler: SchedulerLike): SchedulerLike {
  return {
    ...guardClock(scheduler),
    schedule: <State>(
      work: (this: SchedulerAction<State>, state?: State) => void,
      delay?: number,
      state?: State,
    ) => callUser('scheduler', () => scheduler.schedule(work, delay, state)),
  };
}
