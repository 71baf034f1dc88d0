import { asyncScheduler, type TimestampProvider } from 'rxjs';

/**
 * Makes a clock that starts at 0 and only goes forward: it adds up the forward steps of each source
 * and tells the largest sum, in milliseconds.
 *
 * A source that is set back loses no more than the time since it was last read. A source that stands
 * still, because a test has replaced it, is outrun by another one. A source that is set forward takes
 * the clock with it, which may end a wait early, but never makes one longer.
 */
export function forwardClock(sources: readonly TimestampProvider[]): TimestampProvider {
  const clocks = sources.map((source) => ({ source, last: NaN, passed: 0 }));
  return {
    now() {
      let latest = 0;
      for (const clock of clocks) {
        const time = clock.source.now();
        clock.passed += Math.max(0, time - clock.last) || 0;
        clock.last = time;
        latest = Math.max(latest, clock.passed);
      }
      return latest;
    },
  };
}

/**
 * Makes a clock for durations, which also goes on where the machine's clock is set back.
 *
 * @param scheduler - the only source; without it, the clock of `asyncScheduler`, which goes with its
 * timers, or `performance` where that shows more time
 */
export function monotonicClock(scheduler?: TimestampProvider): TimestampProvider {
  return forwardClock(scheduler === undefined ? [asyncScheduler, performance] : [scheduler]);
}
