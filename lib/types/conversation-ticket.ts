import type { CustomAttributes } from './custom-attributes.ts';

/**
 * The ticket that was made of a conversation. Intercom does not document it; the fields come from
 * recorded responses.
 *
 * @see https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/api-changelog
 */
export interface ConversationTicket {
  /** Always `ticket`. */
  readonly type: 'ticket' | (string & {});
  /** The id of the ticket. */
  readonly id: number | string;
  /** The address of the ticket in Intercom's inbox. */
  readonly url?: string | null;
  /** The attributes of the ticket by name, each `{ value, type }`. */
  readonly custom_attributes?: CustomAttributes;
  /** The state of the ticket, for example `in_progress`. */
  readonly state?: string | null;
  /** The name of the ticket type. */
  readonly ticket_type?: string | null;
  /** The description of the ticket type. */
  readonly ticket_type_description?: string | null;
  /** The emoji of the ticket type. */
  readonly ticket_type_emoji?: string | null;
  /** The name of the state that teammates see. */
  readonly ticket_custom_state_admin_label?: string | null;
  /** The name of the state that contacts see. */
  readonly ticket_custom_state_user_label?: string | null;
}
