import type { TestIntercom } from '../../lib/testing/index.ts';

/** What has become of each request of a workspace, in order. */
export function states(intercom: TestIntercom): readonly string[] {
  return intercom.requests.map(({ state }) => state);
}
