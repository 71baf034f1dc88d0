import type { Conversation } from '../../../lib/index.ts';

/** Conversations with an id and a place in the list, and nothing else: thousands are made fast. */
export function smallConversations(count: number): readonly Conversation[] {
  return Array.from({ length: count }, (_, index) => {
    const conversation: Pick<Conversation, 'type' | 'id' | 'updated_at'> = {
      type: 'conversation',
      id: String(count - index),
      updated_at: 1_700_000_000 - index,
    };
    return conversation as Conversation;
  });
}
