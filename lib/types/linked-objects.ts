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
 * The tickets and conversations that are linked to a conversation; since version 2.10.
 *
 * @see https://developers.intercom.com/docs/references/2.10/rest-api/api.intercom.io/conversations/conversation
 */
export interface LinkedObjects {
  /** Always `list`. */
  readonly type: 'list' | (string & {});
  /** The number of all links. */
  readonly total_count: number;
  /** Whether there are more links than `data` lists. */
  readonly has_more: boolean;
  /** The links; empty when there are none. */
  readonly data: readonly LinkedObject[];
}
