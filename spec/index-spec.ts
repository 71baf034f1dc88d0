import { describe, expect, it } from '@jest/globals';
import * as library from '../lib/index.ts';
import * as testing from '../lib/testing/index.ts';

describe('the public API', () => {
  it('should export just these names', () => {
    expect(Object.keys(library).sort()).toEqual([
      'AbortError',
      'DecodeError',
      'ErrorListError',
      'ForbiddenError',
      'HttpError',
      'IncompleteExportError',
      'IntercomError',
      'InvalidOptionsError',
      'ListOrderError',
      'NetworkError',
      'PaginationStalledError',
      'RateLimitError',
      'TimeoutError',
      'UnauthorizedError',
      'catchErrorCode',
      'conversationPages$',
      'conversationUpdates$',
      'conversations$',
      'createRateLimiter',
      'deletedConversations$',
      'exportConversations$',
      'isIntercomError',
      'iterateConversations',
      'missingParts',
      'planExport$',
      'processConversations$',
      'retrieveConversation$',
      'retryOnRateLimit',
      'takeUntilAborted',
    ]);
  });

  it('should export from the test kit just these', () => {
    expect(Object.keys(testing)).toEqual(['createConversation', 'createTestIntercom']);
  });
});
