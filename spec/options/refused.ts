import { expect } from '@jest/globals';
import type { Bad } from './bad.ts';
import type { Outcome } from './try-option.ts';

/** The outcome of a bad option: an error at once, and no request. */
export function refused(field: string, got: string, allowed: string): Outcome {
  return {
    state: 'failed',
    error: expect.objectContaining({
      name: 'InvalidOptionsError',
      kind: 'invalid-options',
      field,
      message: `Invalid option ${field}: got ${got}; it must be ${allowed}`,
      request: null,
      attempts: 0,
      startingAfter: undefined,
    }),
    requests: [],
  };
}

/** The outcome of a row of bad options. */
export function refusalOf([option, , got, allowed, field = option]: Bad): Outcome {
  return refused(field, got, allowed);
}
