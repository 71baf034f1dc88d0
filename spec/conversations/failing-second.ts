import { createTestIntercom, type Fault, type TestIntercom } from '../../lib/testing/index.ts';

/** A workspace whose second request fails. */
export function failingSecond(fault: Fault, conversations = 150): TestIntercom {
  return createTestIntercom({
    conversations,
    rateLimit: null,
    fault: ({ number }) => (number === 2 ? fault : undefined),
  });
}
