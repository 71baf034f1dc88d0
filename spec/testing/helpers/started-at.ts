import {
  createTestIntercom,
  type TestIntercomOptions,
  type TestSearchOptions,
} from '../../../lib/testing/index.ts';

/** A workspace of conversations that were started at these seconds, with ids from 1. */
export const startedAt = (
  seconds: readonly number[],
  search: TestSearchOptions,
  more: TestIntercomOptions = {},
) =>
  createTestIntercom({
    ...{ conversations: seconds.length, createdAt: (index) => seconds[index] ?? 0, light: true },
    ...{ search, ...more },
  });
