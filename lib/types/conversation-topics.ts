/** A topic that Intercom found in a conversation. */
export interface Topic {
  /** Always `topic`. */
  readonly type: 'topic' | (string & {});
  /** The id of the topic. */
  readonly id: number | string;
  /** The name of the topic. */
  readonly name: string;
}

/**
 * The topics of a conversation. Intercom does not document them. `{}` in workspaces without topics.
 *
 * @see https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/api-changelog
 */
export interface ConversationTopics {
  /** Always `topic.list`. */
  readonly type?: 'topic.list' | (string & {});
  /** The topics; empty when Intercom found none. */
  readonly topics?: readonly Topic[];
  /** The number of topics. */
  readonly total_count?: number;
}
