import { afterEach, beforeEach, jest } from '@jest/globals';

/** What the clock shows when a spec begins. */
export const NOW: number = Date.UTC(2026, 0, 5, 12);

/** Puts every spec of the calling file on virtual time, from {@link NOW} on. */
export function useVirtualTime(): void {
  beforeEach(() => {
    jest.useFakeTimers({ now: NOW });
  });
  afterEach(() => {
    jest.useRealTimers();
  });
}

/** As {@link useVirtualTime}, and fails the specs that leave a timer behind. */
export function useVirtualTimeStrictly(): void {
  beforeEach(() => {
    jest.useFakeTimers({ now: NOW });
  });
  afterEach(() => {
    const timers = jest.getTimerCount();
    jest.useRealTimers();
    if (timers > 0) throw new Error('A timer is left.');
  });
}

/** Lets promises settle and `ms` of virtual time pass. */
export function pass(ms = 0): Promise<void> {
  return jest.advanceTimersByTimeAsync(ms);
}
