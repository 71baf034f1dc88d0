/** A ticket or conversation linked to a conversation. */
export interface LinkedObject {
  /** The kind of object. */
  readonly type: 'conversation' | 'ticket' | (string & {});
  /** The id of the object. */
  readonly id: string;
  /** The category of a ticket; `null` for a conversation. */
  readonly category: string | null;
}

/**
 * What a conversation is linked to; since 2.10.
 *
 * @see https://developers.intercom.com/docs/references/2.10/rest-api/api.intercom.io/conversations/conversation
 */
export interface LinkedObjects {
  /** Always `list`. */
  readonly type: 'list' | (string & {});
  /** How many links there are in all. */
  readonly total_count: number;
  /** Whether there are more than are listed here. */
  readonly has_more: boolean;
  /** The links; empty when there are none. */
  readonly data: readonly LinkedObject[];
}
