import { expect } from '@jest/globals';
import { TestScheduler, type RunHelpers } from 'rxjs/testing';

/** What a marble spec works with. */
export interface MarbleHelpers extends RunHelpers {
  /** The virtual clock; `asyncScheduler` follows it too while the spec runs. */
  readonly scheduler: TestScheduler;
}

/** Runs a marble spec in virtual time: one character is one millisecond. */
export function marbles(spec: (helpers: MarbleHelpers) => void): void {
  const scheduler = new TestScheduler((actual, expected) => {
    expect(actual).toEqual(expected);
  });
  scheduler.run((helpers) => {
    spec({ ...helpers, scheduler });
  });
}
