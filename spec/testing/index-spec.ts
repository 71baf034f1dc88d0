import { describe, expect, it } from '@jest/globals';
import * as kit from '../../lib/testing/index.ts';
import type {
  CompareDeletions,
  ConversationChanges,
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
  ConversationChanges?,
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
  it('should export two functions and their types', () => {
    const types: Types = [];

    expect(Object.keys(kit)).toEqual(['createConversation', 'createTestIntercom']);
    expect(types).toEqual([]);
  });
});
