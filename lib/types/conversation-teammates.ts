import type { Reference } from './reference.ts';

/**
 * The teammates who wrote in a conversation.
 *
 * @remarks The specification names the list `teammates`; every recorded answer names it `admins`.
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/conversation
 */
export interface ConversationTeammates {
  /** Always `admin.list`. */
  readonly type: 'admin.list' | (string & {});
  /** The teammates, under the name the API sends; empty when nobody has written yet. */
  readonly admins?: readonly Reference[];
  /** The teammates, under the name the specification gives. */
  readonly teammates?: readonly Reference[];
}
