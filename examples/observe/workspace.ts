import { createTestIntercom, type TestIntercom } from 'rx-intercom/testing';

/** 300 conversations, and four requests that fail: a 503, a reset, a 429 and one without an answer. */
export function openWorkspace(token: string): TestIntercom {
  return createTestIntercom({
    conversations: 300,
    token,
    latency: 20,
    rateLimit: { limit: 3, window: 1_000 },
    fault: ({ number }) => {
      switch (number) {
        case 2:
          return { status: 503 };
        case 4:
          return { reset: true };
        case 6:
          return { status: 429, headers: { 'retry-after': '1' } };
        case 8:
          return { hang: 'headers' };
        default:
          return undefined;
      }
    },
  });
}
