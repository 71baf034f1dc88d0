import { createTestIntercom, type TestIntercom } from '../../lib/testing/index.ts';
import { NOW } from '../helpers/virtual-time.ts';

/** When the first conversation was created, in unix seconds. */
export const BEGIN = NOW / 1000 - 40 * 86_400;

/** A workspace of 120 conversations, created over four weeks. */
export function workspace(options: Parameters<typeof createTestIntercom>[0] = {}): TestIntercom {
  return createTestIntercom({
    conversations: 120,
    createdAt: (index) => BEGIN + index * 20_000,
    latency: 100,
    rateLimit: null,
    ...options,
  });
}
