import type { CustomAttributes } from './custom-attributes.ts';

/**
 * The ticket a conversation was turned into. Undocumented; as recorded from the API.
 *
 * @see https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/api-changelog
 */
export interface ConversationTicket {
  /** Always `ticket`. */
  readonly type: 'ticket' | (string & {});
  /** The id of the ticket. */
  readonly id: number | string;
  /** The ticket in Intercom's inbox. */
  readonly url?: string | null;
  /** The ticket's attributes by name, each `{ value, type }`. */
  readonly custom_attributes?: CustomAttributes;
  /** Where the work on it stands, for example `in_progress`. */
  readonly state?: string | null;
  /** The name of the ticket's type. */
  readonly ticket_type?: string | null;
  /** The description of the ticket's type. */
  readonly ticket_type_description?: string | null;
  /** The emoji of the ticket's type. */
  readonly ticket_type_emoji?: string | null;
  /** The name of the state as teammates see it. */
  readonly ticket_custom_state_admin_label?: string | null;
  /** The name of the state as contacts see it. */
  readonly ticket_custom_state_user_label?: string | null;
}
