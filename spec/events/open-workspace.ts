import { createTestIntercom, type TestIntercomOptions } from '../../lib/testing/index.ts';

/** Forty-five conversations, 100 ms away. */
export function openWorkspace(options: TestIntercomOptions = {}) {
  return createTestIntercom({ conversations: 45, latency: 100, ...options });
}
