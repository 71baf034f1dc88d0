import type { Attachment } from './attachment.ts';
import type { ConversationAuthor } from './conversation-author.ts';
import type { Reference } from './reference.ts';

/**
 * A message of a conversation, or an action on it, for example an assignment.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/conversation
 */
export interface ConversationPart {
  /** Always `conversation_part`. */
  readonly type: 'conversation_part' | (string & {});
  /** The id, unique per workspace only. */
  readonly id: string;
  /** The kind of part; the API has many more kinds, and may add others. */
  readonly part_type:
    'assignment' | 'close' | 'comment' | 'note' | 'open' | 'snoozed' | (string & {});
  /** The message as HTML; `null` for a part without a message. */
  readonly body: string | null;
  /** When it was made, in unix seconds. */
  readonly created_at: number;
  /** When it last changed, in unix seconds. */
  readonly updated_at: number;
  /** When the contact was notified of it, in unix seconds; `null` when not. */
  readonly notified_at: number | null;
  /** The teammate or team that the part assigned the conversation to; `null` for other parts. */
  readonly assigned_to: Reference | null;
  /** The author of the part. */
  readonly author: ConversationAuthor;
  /** The files sent with it; empty when there are none. */
  readonly attachments: readonly Attachment[];
  /** Its id in another system; `null` when there is none. */
  readonly external_id: string | null;
  /** Whether it was redacted. */
  readonly redacted: boolean;
  /** The state of the conversation after the part; since 2.13. */
  readonly state?: 'open' | 'closed' | 'snoozed' | (string & {}) | null;
  /** The tags of the part; since 2.13. The shape is not specified here. */
  readonly tags?: unknown;
  /** The details of a part that is not a message; since 2.13. The shape is not specified here. */
  readonly event_details?: unknown;
  /** Headers of the email, if the part came as one; since 2.13. The shape is not specified here. */
  readonly email_message_metadata?: unknown;
  /** The code of the app that made the part; since 2.13. */
  readonly app_package_code?: string | null;
  /** Data that the sender added to the part; since 2.14. The shape is not specified here. */
  readonly metadata?: unknown;
}
