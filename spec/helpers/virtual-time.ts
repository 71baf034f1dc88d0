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

/** Lets promises settle and `ms` of virtual time pass. */
export function pass(ms = 0): Promise<void> {
  return jest.advanceTimersByTimeAsync(ms);
}
