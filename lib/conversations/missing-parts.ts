import { toCount } from '../lists/cursor-list.ts';
import type { ConversationWithParts } from '../types/conversation-with-parts.ts';

/**
 * How many parts of a conversation the API kept back: it sends the 500 most recent at most.
 * Where `total_count` is missing, the statistics say how many there are; they count the source too.
 *
 * @example
 * ```ts
 * retrieveConversation$({ token }, '17').subscribe((conversation) => {
 *   const missing = missingParts(conversation);
 *   if (missing > 0) console.warn(`The first ${missing} parts are missing`);
 * });
 * ```
 *
 * @param conversation - as {@link retrieveConversation$} emits it
 * @returns `0` for a whole conversation, and where nothing says how many parts there are
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/retrieveconversation
 */
export function missingParts(conversation: ConversationWithParts): number {
  const { conversation_parts: parts, total_count: told } = conversation.conversation_parts;
  const counted = toCount(conversation.statistics?.count_conversation_parts) ?? 0;
  return Math.max(0, (toCount(told) ?? counted - 1) - parts.length);
}
