/** A topic Intercom found in a conversation. */
export interface Topic {
  /** Always `topic`. */
  readonly type: 'topic' | (string & {});
  /** The id of the topic. */
  readonly id: number | string;
  /** The name of the topic. */
  readonly name: string;
}

/**
 * The topics of a conversation. Undocumented; `{}` on workspaces without topics.
 *
 * @see https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/api-changelog
 */
export interface ConversationTopics {
  /** Always `topic.list`. */
  readonly type?: 'topic.list' | (string & {});
  /** The topics; empty when none was found. */
  readonly topics?: readonly Topic[];
  /** How many topics there are. */
  readonly total_count?: number;
}
