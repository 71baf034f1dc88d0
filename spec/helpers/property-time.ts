import { jest } from '@jest/globals';
import fc from 'fast-check';

/**
 * Gives the specs of the calling file so many milliseconds. A property that needs longer, also one
 * that looks for its smallest counterexample, ends before: so it still prints its seed.
 */
export function usePropertyTime(ms: number): void {
  jest.setTimeout(ms);
  fc.installGlobalPlugin(fc.interruptAfterTimeLimit(ms * 0.8, { failOnInterrupt: true }));
}
