import { afterEach, beforeEach, jest } from '@jest/globals';

/** What the clock shows when a spec begins. */
export const NOW: number = Date.UTC(2026, 0, 5, 12);

export const HOUR = 3_600_000;

type FakeTimers = Exclude<
  Parameters<typeof jest.useFakeTimers>[0],
  { readonly legacyFakeTimers: true } | undefined
>;

/**
 * Puts every spec of the calling file on virtual time, from {@link NOW} on.
 *
 * @param config - passed on to jest, for example `doNotFake`
 */
export function useVirtualTime(config?: FakeTimers): void {
  beforeEach(() => {
    jest.useFakeTimers({ now: NOW, ...config });
  });
  afterEach(() => {
    jest.useRealTimers();
  });
}

/** As {@link useVirtualTime}, and fails the specs that leave a timer behind. */
export function useVirtualTimeStrictly(config?: FakeTimers): void {
  afterEach(() => {
    if (jest.getTimerCount() > 0) throw new Error('A timer is left.');
  });
  useVirtualTime(config);
}

/** Lets promises settle and `ms` of virtual time pass. */
export function pass(ms = 0): Promise<void> {
  return jest.advanceTimersByTimeAsync(ms);
}
