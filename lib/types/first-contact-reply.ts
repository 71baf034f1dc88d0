/**
 * The first message of the contact. In a conversation that the contact started, it is the source.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/conversation
 */
export interface FirstContactReply {
  /** When the message was written, in unix seconds. */
  readonly created_at: number;
  /** The channel of the message; `null` when the API does not tell. */
  readonly type: 'conversation' | 'email' | (string & {}) | null;
  /** The page where the message was written; `null` for channels other than the messenger. */
  readonly url: string | null;
}
