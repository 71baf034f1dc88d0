import type { ConversationPart } from './conversation-part.ts';
import type { Conversation } from './conversation.ts';

/**
 * A conversation as `GET /conversations/{id}` answers it.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/retrieveconversation
 */
export interface ConversationWithParts extends Conversation {
  /** What was written and done after `source`, the message that started it. */
  readonly conversation_parts: {
    /** Always `conversation_part.list`. */
    readonly type: 'conversation_part.list' | (string & {});
    /** The 500 most recent at most, oldest first; `missingParts` counts those kept back. */
    readonly conversation_parts: readonly ConversationPart[];
    /** How many there are, those that the API kept back included. */
    readonly total_count: number;
  };
}
