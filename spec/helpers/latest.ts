import type { Conversation } from '../../lib/index.ts';

/** What is emitted last of each conversation. */
export function latest(values: readonly Conversation[]): ReadonlyMap<string, Conversation> {
  return new Map(values.map((conversation) => [conversation.id, conversation]));
}
