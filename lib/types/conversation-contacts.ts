/** A user or lead who takes part in a conversation. */
export interface ContactReference {
  /** Always `contact`. */
  readonly type: 'contact' | (string & {});
  /** The id that Intercom gave the contact. */
  readonly id: string;
  /** The id that the owner of the workspace gave the contact; `null` or absent without one. */
  readonly external_id?: string | null;
}

/**
 * The contacts of a conversation.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/conversation
 */
export interface ConversationContacts {
  /** Always `contact.list`. */
  readonly type: 'contact.list' | (string & {});
  /** Usually one contact; several in a group conversation, none after the contact was deleted. */
  readonly contacts: readonly ContactReference[];
}
