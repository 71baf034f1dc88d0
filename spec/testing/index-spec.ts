import { describe, expect, it } from '@jest/globals';
import * as kit from '../../lib/testing/index.ts';
import type {
  CompareDeletions,
  Fault,
  TestDeletion,
  TestEndpoint,
  TestIntercom,
  TestIntercomOptions,
  TestRateLimit,
  TestRequest,
  TestSearchBounds,
  TestSearchOptions,
} from '../../lib/testing/index.ts';

type Types = [
  CompareDeletions?,
  Fault?,
  TestDeletion?,
  TestEndpoint?,
  TestIntercom?,
  TestIntercomOptions?,
  TestRateLimit?,
  TestRequest?,
  TestSearchBounds?,
  TestSearchOptions?,
];

describe('rx-intercom/testing', () => {
  it('should export one function and its types', () => {
    const types: Types = [];

    expect(Object.keys(kit)).toEqual(['createTestIntercom']);
    expect(types).toEqual([]);
  });
});
