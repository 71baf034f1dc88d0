import type { ConversationPart } from './conversation-part.ts';
import type { Conversation } from './conversation.ts';

/**
 * A conversation with its parts, as `GET /conversations/{id}` returns it.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/retrieveconversation
 */
export interface ConversationWithParts extends Conversation {
  /** Messages and actions after `source`, the message that started the conversation. */
  readonly conversation_parts: {
    /** Always `conversation_part.list`. */
    readonly type: 'conversation_part.list' | (string & {});
    /** At most the latest 500 parts, oldest first. */
    readonly conversation_parts: readonly ConversationPart[];
    /** The number of all parts. */
    readonly total_count: number;
  };
}
