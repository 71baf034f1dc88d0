/**
 * The first message the contact wrote; for a conversation the contact started, its source.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/conversation
 */
export interface FirstContactReply {
  /** When it was written, in unix seconds. */
  readonly created_at: number;
  /** The channel it came through; `null` when unknown. */
  readonly type: 'conversation' | 'email' | (string & {}) | null;
  /** The page it was written on; `null` outside of the messenger. */
  readonly url: string | null;
}
