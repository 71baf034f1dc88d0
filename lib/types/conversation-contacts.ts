/** A user or lead who takes part in a conversation. */
export interface ContactReference {
  /** Always `contact`. */
  readonly type: 'contact' | (string & {});
  /** The id Intercom gave the contact. */
  readonly id: string;
  /** The id the workspace's owner gave the contact; `null` or absent when there is none. */
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
  /** One contact as a rule, more in a group conversation, none once the contact was deleted. */
  readonly contacts: readonly ContactReference[];
}
