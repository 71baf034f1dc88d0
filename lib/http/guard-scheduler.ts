import type { SchedulerAction, SchedulerLike } from 'rxjs';
import { callUser } from '../errors/call-user.ts';

/** Makes a scheduler whose failures are errors of the union. */
export function guardScheduler(scheduler: SchedulerLike): SchedulerLike {
  return {
    now: () => callUser('scheduler', () => scheduler.now()),
    schedule: <State>(
      work: (this: SchedulerAction<State>, state?: State) => void,
      delay?: number,
      state?: State,
    ) => callUser('scheduler', () => scheduler.schedule(work, delay, state)),
  };
}
