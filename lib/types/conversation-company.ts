/**
 * The company a conversation belongs to; since 2.15.
 *
 * @see https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/conversations/conversation
 */
export interface ConversationCompany {
  /** Always `company`. */
  readonly type: 'company' | (string & {});
  /** The id Intercom gave the company. */
  readonly id: string;
  /** The id the workspace's owner gave the company. */
  readonly company_id?: string | null;
  /** The company's name. */
  readonly name?: string | null;
}
