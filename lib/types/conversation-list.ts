import type { ConversationListPages } from './conversation-list-pages.ts';
import type { Conversation } from './conversation.ts';

/**
 * The envelope `GET /conversations` answers: one page of conversations and the way to the next.
 *
 * @remarks Every recorded answer lists under `conversations`; the specification of 2.7 to 2.12 says
 * `data`. A page that has neither is no page.
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/listconversations
 */
export interface ConversationList {
  /** `conversation.list`; the specification also allows `list`. */
  readonly type: 'conversation.list' | 'list' | (string & {});
  /** Where this page stands and how to get the next; `null` where the API does not page. */
  readonly pages?: ConversationListPages | null;
  /** How many conversations there are in all, at the time of this request. */
  readonly total_count?: number;
  /** The conversations of this page, under the name the API sends. */
  readonly conversations?: readonly Conversation[];
  /** The conversations of this page, under the name the specification gives. */
  readonly data?: readonly Conversation[];
}
