import type { Attachment } from './attachment.ts';
import type { ConversationAuthor } from './conversation-author.ts';

/**
 * The message that started a conversation.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/conversation
 */
export interface ConversationSource {
  /**
   * The channel of the message. The specification lists these values; the API also sends `null`,
   * and may send any other value since version 2.16.
   */
  readonly type:
    | 'conversation'
    | 'email'
    | 'facebook'
    | 'instagram'
    | 'phone_call'
    | 'phone_switch'
    | 'push'
    | 'sms'
    | 'twitter'
    | 'whatsapp'
    | (string & {})
    | null;
  /** The id of the message. */
  readonly id: string;
  /** How the conversation was started, for example by a customer or by a campaign. */
  readonly delivered_as:
    | 'admin_initiated'
    | 'automated'
    | 'campaigns_initiated'
    | 'customer_initiated'
    | 'operator_initiated'
    | (string & {});
  /** The subject, which may contain HTML; `""` for channels other than email. */
  readonly subject: string | null;
  /** The message as HTML; often `""`. For Twitter, the API sends a notice in its place. */
  readonly body: string | null;
  /** The author of the message. */
  readonly author: ConversationAuthor;
  /** The files sent with the message; empty when there are none. */
  readonly attachments: readonly Attachment[];
  /** The page where the conversation was started; `null` for email, bots and social networks. */
  readonly url: string | null;
  /** Whether the message was redacted; absent in older versions. */
  readonly redacted?: boolean;
}
