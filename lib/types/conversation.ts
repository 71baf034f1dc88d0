import type { AiAgent } from './ai-agent.ts';
import type { ConversationCompany } from './conversation-company.ts';
import type { ConversationContacts } from './conversation-contacts.ts';
import type { ConversationRating } from './conversation-rating.ts';
import type { ConversationSource } from './conversation-source.ts';
import type { ConversationStatistics } from './conversation-statistics.ts';
import type { ConversationTags } from './conversation-tags.ts';
import type { ConversationTeammates } from './conversation-teammates.ts';
import type { ConversationTicket } from './conversation-ticket.ts';
import type { ConversationTopics } from './conversation-topics.ts';
import type { CustomAttributes } from './custom-attributes.ts';
import type { FirstContactReply } from './first-contact-reply.ts';
import type { LinkedObjects } from './linked-objects.ts';
import type { SlaApplied } from './sla-applied.ts';

/**
 * A conversation as `GET /conversations` lists it: without its parts, with the names of the API.
 *
 * @remarks The type follows recorded responses of version 2.7 and later, which have more fields
 * than the specification. A field is required if every recorded response has it. Fields that the
 * API adds later are delivered too, without a type.
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/listconversations
 */
export interface Conversation {
  /** Always `conversation`. */
  readonly type: 'conversation' | (string & {});
  /** The id: digits, unique within its workspace only. */
  readonly id: string;
  /** The title; `null` for most conversations. */
  readonly title: string | null;
  /** When the conversation was started, in unix seconds. */
  readonly created_at: number;
  /**
   * When the conversation last changed, in unix seconds; the list is ordered by it, newest first.
   */
  readonly updated_at: number;
  /** Since when the contact has waited for a reply, in unix seconds; `null` when not waiting. */
  readonly waiting_since: number | null;
  /** When the conversation reopens, in unix seconds; `null` unless it is snoozed. */
  readonly snoozed_until: number | null;
  /** The message that started the conversation. */
  readonly source: ConversationSource;
  /** The users and leads who take part. */
  readonly contacts: ConversationContacts;
  /** The first message of the contact; `null` until there is one. */
  readonly first_contact_reply: FirstContactReply | null;
  /** The id of the assigned teammate; without one `null`, in some versions `0` or `"0"`. */
  readonly admin_assignee_id: number | string | null;
  /** The id of the assigned team; without one `null`, in some versions `0` or `"0"`. */
  readonly team_assignee_id: number | string | null;
  /** `true` unless the conversation is closed. */
  readonly open: boolean;
  /** The state of the conversation. */
  readonly state: 'open' | 'closed' | 'snoozed' | (string & {});
  /** Whether the conversation has been read. */
  readonly read: boolean;
  /** The priority; version 2.16 has `none`, `low`, `medium`, `high` and `urgent` instead. */
  readonly priority: 'not_priority' | 'priority' | (string & {}) | null;
  /** The tags of the conversation. */
  readonly tags: ConversationTags;
  /** The service level agreement of the conversation; `null` when there is none. */
  readonly sla_applied: SlaApplied | null;
  /** Times and counts of the conversation. */
  readonly statistics: ConversationStatistics | null;
  /** The rating by the contact; `null` when there is none. */
  readonly conversation_rating: ConversationRating | null;
  /** The teammates who wrote in the conversation. */
  readonly teammates: ConversationTeammates | null;
  /** The custom attributes of the workspace. Every version sends them; specified since 2.11. */
  readonly custom_attributes?: CustomAttributes;
  /** The topics that Intercom found in the conversation; not documented by Intercom. */
  readonly topics?: ConversationTopics | null;
  /** The ticket that was made of the conversation, or `null`; not documented by Intercom. */
  readonly ticket?: ConversationTicket | null;
  /** The linked tickets and conversations; since 2.10. */
  readonly linked_objects?: LinkedObjects | null;
  /** The work of the AI agent; `null` when it took no part. Specified since 2.11. */
  readonly ai_agent?: AiAgent | null;
  /** Whether the AI agent took part; specified since 2.11. */
  readonly ai_agent_participated?: boolean;
  /** The company of the conversation; since 2.15. */
  readonly company?: ConversationCompany | null;
  /** The channel of the conversation; since 2.16. The shape is not specified here. */
  readonly channel?: unknown;
  /** Its ids in other systems; since 2.16. The shape is not specified here. */
  readonly external_references?: unknown;
  /** The work of the sales agent; since 2.16. The shape is not specified here. */
  readonly sales_agent?: unknown;
  /** Whether the sales agent took part; since 2.16. */
  readonly sales_agent_participated?: boolean;
}
