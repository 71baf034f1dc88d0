import type { TestIntercom } from '../../../lib/testing/index.ts';

/** What has become of the first request. */
export const stateOf = ({ requests }: TestIntercom): unknown => requests[0]?.state;
