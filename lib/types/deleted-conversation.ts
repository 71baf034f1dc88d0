/**
 * A deleted conversation as `GET /conversations/deleted` lists it; since 2.16.
 *
 * @see https://developers.intercom.com/docs/references/2.16/rest-api/api.intercom.io/conversations/listdeletedconversationids
 */
export interface DeletedConversation {
  /** Always `conversation`. */
  readonly type: 'conversation' | (string & {});
  /** The id that the conversation had: digits, unique per workspace only. */
  readonly id: string;
  /** Whether Intercom's reports still count it. */
  readonly metrics_retained: boolean;
  /** When it was deleted, in unix seconds. */
  readonly deleted_at: number;
}
