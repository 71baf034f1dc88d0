/**
 * The author of a message. The fields are blank for Twitter, because its content is redacted.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/conversation
 */
export interface ConversationAuthor {
  /** The kind of author; new kinds may appear at any time. */
  readonly type: 'admin' | 'bot' | 'lead' | 'team' | 'user' | (string & {});
  /** The id of the author, unique within its type and workspace. */
  readonly id: string;
  /** The display name; `null` for a visitor who gave none. */
  readonly name: string | null;
  /** The email address; `""` when there is none. */
  readonly email: string | null;
}
