/**
 * The company of a conversation; since version 2.15.
 *
 * @see https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/conversations/conversation
 */
export interface ConversationCompany {
  /** Always `company`. */
  readonly type: 'company' | (string & {});
  /** The id that Intercom gave the company. */
  readonly id: string;
  /** The id that the owner of the workspace gave the company. */
  readonly company_id?: string | null;
  /** The company's name. */
  readonly name?: string | null;
}
