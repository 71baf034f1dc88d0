import type { ConversationsOptions } from '../../lib/index.ts';
import type { TestIntercom } from '../../lib/testing/index.ts';

/** The options that reach a test workspace, with nothing left to chance. */
export function optionsFor(intercom: TestIntercom): ConversationsOptions {
  return { token: 'test-token', fetch: intercom.fetch, random: () => 0.5 };
}

export function ids(conversations: Iterable<{ readonly id: string }>): readonly string[] {
  return Array.from(conversations, ({ id }) => id);
}
