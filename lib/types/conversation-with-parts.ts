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
    /** The 500 most recent parts at most, oldest first; `missingParts` counts those kept back. */
    readonly conversation_parts: readonly ConversationPart[];
    /** The number of all parts, with those that the API kept back. */
    readonly total_count: number;
  };
}
