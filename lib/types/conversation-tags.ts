import type { Reference } from './reference.ts';

/** A label on a conversation. */
export interface Tag {
  /** Always `tag`. */
  readonly type: 'tag' | (string & {});
  /** The id of the tag, unique per workspace. */
  readonly id: string;
  /** The tag's text. */
  readonly name: string;
  /** When the tag was added, in unix seconds; `null` or absent where the API does not tell. */
  readonly applied_at?: number | null;
  /** The teammate who added the tag; `null` or absent where the API does not tell. */
  readonly applied_by?: Reference | null;
}

/**
 * The tags of a conversation.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/conversation
 */
export interface ConversationTags {
  /** Always `tag.list`. */
  readonly type: 'tag.list' | (string & {});
  /** The tags; empty when there are none. */
  readonly tags: readonly Tag[];
}
