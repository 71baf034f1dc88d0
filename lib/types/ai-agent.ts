/** A piece of content that the AI agent used for an answer. */
export interface ContentSource {
  /** The kind of content, for example `article` or `external_content`. */
  readonly content_type: string;
  /** The content's address. */
  readonly url: string | null;
  /** The content's title. */
  readonly title: string | null;
  /** The language code of the content, for example `en`. */
  readonly locale: string | null;
}

/**
 * The work of the AI agent in a conversation. The specification has it since version 2.11; the API
 * sends it in every version.
 *
 * @see https://developers.intercom.com/docs/references/2.11/rest-api/api.intercom.io/conversations/conversation
 */
export interface AiAgent {
  /** The kind of object that started the agent, for example `profile` or `workflow`. */
  readonly source_type?: string | null;
  /** The title of that object; `null` when it has none. */
  readonly source_title?: string | null;
  /** The kind of the last answer, for example `ai_answer`; `null` when the agent gave none. */
  readonly last_answer_type?: string | null;
  /** How the agent left the conversation, for example `assumed_resolution`. */
  readonly resolution_state?: string | null;
  /** The contact's rating of the agent, from 1 to 5. */
  readonly rating?: number | null;
  /** The contact's remark on the rating. */
  readonly rating_remark?: string | null;
  /** The content that the agent used for its answers. */
  readonly content_sources?: {
    /** Always `content_source.list`. */
    readonly type: string;
    /** How many pieces there are. */
    readonly total_count: number;
    /** The pieces. */
    readonly content_sources: readonly ContentSource[];
  } | null;
}
