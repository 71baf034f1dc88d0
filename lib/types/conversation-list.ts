import type { ConversationListPages } from './conversation-list-pages.ts';
import type { Conversation } from './conversation.ts';

/**
 * The body of `GET /conversations`: one page of conversations, and a pointer to the next page.
 *
 * @remarks Every recorded response names the list `conversations`; the specification of version 2.7
 * names it `data`. The library refuses a body that has neither.
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/listconversations
 */
export interface ConversationList {
  /** `conversation.list`; the specification also allows `list`. */
  readonly type: 'conversation.list' | 'list' | (string & {});
  /** The place of this page in the list, and the next page; without it, the list ends here. */
  readonly pages?: ConversationListPages | null;
  /** The number of all conversations, at the time of this request. */
  readonly total_count?: number;
  /** The conversations of this page, under the name that the API sends. */
  readonly conversations?: readonly Conversation[];
  /** The conversations of this page, under the name in the specification. */
  readonly data?: readonly Conversation[];
}
