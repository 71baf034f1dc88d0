import type { Reference } from './reference.ts';

/**
 * The teammates who wrote in a conversation.
 *
 * @remarks The specification names the list `teammates`; every recorded response names it `admins`.
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/conversation
 */
export interface ConversationTeammates {
  /** Always `admin.list`. */
  readonly type: 'admin.list' | (string & {});
  /** The teammates, under the name that the API sends; empty when none has written yet. */
  readonly admins?: readonly Reference[];
  /** The teammates, under the name in the specification. */
  readonly teammates?: readonly Reference[];
}
