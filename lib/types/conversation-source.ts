import type { Attachment } from './attachment.ts';
import type { ConversationAuthor } from './conversation-author.ts';

/**
 * The message that started a conversation.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/conversation
 */
export interface ConversationSource {
  /**
   * The channel it came through. The specification lists these values; the API also answers `null`
   * and, since 2.16, may answer any other.
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
  /** Who or what initiated the conversation. */
  readonly delivered_as:
    | 'admin_initiated'
    | 'automated'
    | 'campaigns_initiated'
    | 'customer_initiated'
    | 'operator_initiated'
    | (string & {});
  /** The subject, which may hold HTML; `""` outside of email. */
  readonly subject: string | null;
  /** The message as HTML; often `""`. Twitter's terms have it replaced by a notice. */
  readonly body: string | null;
  /** Who wrote the message. */
  readonly author: ConversationAuthor;
  /** The files sent with the message; empty when there are none. */
  readonly attachments: readonly Attachment[];
  /** The page the conversation was started on; `null` for email, bots and social networks. */
  readonly url: string | null;
  /** Whether the message was redacted; absent in older versions. */
  readonly redacted?: boolean;
}
