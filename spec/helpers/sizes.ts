import type { TestIntercom } from '../../lib/testing/index.ts';

/** The page size that each request asked for, in order. */
export function sizes(intercom: TestIntercom): readonly (number | undefined)[] {
  return intercom.requests.map(({ perPage }) => perPage);
}
