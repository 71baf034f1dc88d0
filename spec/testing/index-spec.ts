import { describe, expect, it } from '@jest/globals';
import * as kit from '../../lib/testing/index.ts';
import type {
  Fault,
  TestIntercom,
  TestIntercomOptions,
  TestRequest,
} from '../../lib/testing/index.ts';

describe('rx-intercom/testing', () => {
  it('should export one function and its four types', () => {
    const types: [Fault?, TestIntercom?, TestIntercomOptions?, TestRequest?] = [];

    expect(Object.keys(kit)).toEqual(['createTestIntercom']);
    expect(types).toEqual([]);
  });
});
