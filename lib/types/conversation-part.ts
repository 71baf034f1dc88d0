import type { Attachment } from './attachment.ts';
import type { ConversationAuthor } from './conversation-author.ts';
import type { Reference } from './reference.ts';

/**
 * A message of a conversation, or something that was done to it.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/conversation
 */
export interface ConversationPart {
  /** Always `conversation_part`. */
  readonly type: 'conversation_part' | (string & {});
  /** The id, unique per workspace only. */
  readonly id: string;
  /** What it is; the API has many more kinds, and adds to them. */
  readonly part_type:
    'assignment' | 'close' | 'comment' | 'note' | 'open' | 'snoozed' | (string & {});
  /** The message as HTML; `null` where nothing was written. */
  readonly body: string | null;
  /** When it was made, in unix seconds. */
  readonly created_at: number;
  /** When it last changed, in unix seconds. */
  readonly updated_at: number;
  /** When the contact was told of it, in unix seconds; `null` when not. */
  readonly notified_at: number | null;
  /** Whom it assigned the conversation to; `null` unless it did. */
  readonly assigned_to: Reference | null;
  /** Who made it. */
  readonly author: ConversationAuthor;
  /** The files sent with it; empty when there are none. */
  readonly attachments: readonly Attachment[];
  /** Its id in another system; `null` when there is none. */
  readonly external_id: string | null;
  /** Whether it was redacted. */
  readonly redacted: boolean;
  /** The state it left the conversation in; since 2.13. */
  readonly state?: 'open' | 'closed' | 'snoozed' | (string & {}) | null;
  /** Tags put on it; since 2.13. The shape is open-ended. */
  readonly tags?: unknown;
  /** What happened, for parts that are no messages; since 2.13. The shape is open-ended. */
  readonly event_details?: unknown;
  /** Headers of the email it came as; since 2.13. The shape is open-ended. */
  readonly email_message_metadata?: unknown;
  /** The app that made it; since 2.13. */
  readonly app_package_code?: string | null;
  /** What its sender put beside it; since 2.14. The shape is open-ended. */
  readonly metadata?: unknown;
}
