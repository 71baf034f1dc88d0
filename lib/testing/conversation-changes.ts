import type { Conversation } from '../types/conversation.ts';

/** What to set in a conversation. A field that is `undefined` is left as it is. */
export type ConversationChanges = {
  readonly [Name in keyof Conversation]?: Conversation[Name] | undefined;
};

/** Takes out the fields that are `undefined`. */
export function definedChanges(changes: ConversationChanges): Partial<Conversation> {
  const entries = Object.entries(changes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}
