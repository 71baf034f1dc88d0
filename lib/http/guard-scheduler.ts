import type { SchedulerAction, SchedulerLike } from 'rxjs';
import { InvalidOptionsError } from '../errors/invalid-options-error.ts';

/** Makes a scheduler whose failures are errors of the union. */
export function guardScheduler(scheduler: SchedulerLike): SchedulerLike {
  const guard = <Value>(call: () => Value): Value => {
    try {
      return call();
    } catch (cause) {
      const allowed = 'a scheduler of RxJS';
      throw new InvalidOptionsError('scheduler', 'one that failed', allowed, { cause });
    }
  };
  return {
    now: () => guard(() => scheduler.now()),
    schedule: <State>(
      work: (this: SchedulerAction<State>, state?: State) => void,
      delay?: number,
      state?: State,
    ) => guard(() => scheduler.schedule(work, delay, state)),
  };
}
