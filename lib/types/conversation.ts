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
 * A conversation as `GET /conversations` lists it: without its parts, in the API's own spelling.
 *
 * @remarks Follows what version 2.7 and later answer, which is more than the specification says:
 * required is what every recorded answer holds. Fields the API adds later arrive untyped.
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/listconversations
 */
export interface Conversation {
  /** Always `conversation`. */
  readonly type: 'conversation' | (string & {});
  /** The id: digits, unique per workspace only. */
  readonly id: string;
  /** The title; `null` for most conversations. */
  readonly title: string | null;
  /** When it was started, in unix seconds. */
  readonly created_at: number;
  /** When it last changed, in unix seconds; the list is ordered by it, newest first. */
  readonly updated_at: number;
  /** Since when the contact waits for a reply, in unix seconds; `null` when nobody waits. */
  readonly waiting_since: number | null;
  /** When it wakes up, in unix seconds; `null` unless snoozed. */
  readonly snoozed_until: number | null;
  /** The message that started it. */
  readonly source: ConversationSource;
  /** The users and leads who take part. */
  readonly contacts: ConversationContacts;
  /** The contact's first message; `null` as long as there is none. */
  readonly first_contact_reply: FirstContactReply | null;
  /** The teammate it is assigned to; nobody is `null`, in some versions `0` or `"0"`. */
  readonly admin_assignee_id: number | string | null;
  /** The team it is assigned to; none is `null`, in some versions `0` or `"0"`. */
  readonly team_assignee_id: number | string | null;
  /** Whether it is not closed. */
  readonly open: boolean;
  /** Where it stands. */
  readonly state: 'open' | 'closed' | 'snoozed' | (string & {});
  /** Whether it has been read. */
  readonly read: boolean;
  /** Its priority; 2.16 has `none`, `low`, `medium`, `high` and `urgent` instead. */
  readonly priority: 'not_priority' | 'priority' | (string & {}) | null;
  /** Its tags. */
  readonly tags: ConversationTags;
  /** Its service level agreement; `null` when there is none. */
  readonly sla_applied: SlaApplied | null;
  /** What happened in it, in numbers. */
  readonly statistics: ConversationStatistics | null;
  /** The contact's rating; `null` when there is none. */
  readonly conversation_rating: ConversationRating | null;
  /** The teammates who wrote in it. */
  readonly teammates: ConversationTeammates | null;
  /** The workspace's own attributes; answered by every version, specified since 2.11. */
  readonly custom_attributes?: CustomAttributes;
  /** The topics Intercom found in it; undocumented. */
  readonly topics?: ConversationTopics | null;
  /** The ticket it was turned into; `null` for most, undocumented. */
  readonly ticket?: ConversationTicket | null;
  /** The tickets and conversations it is linked to; since 2.10. */
  readonly linked_objects?: LinkedObjects | null;
  /** What the AI agent did in it; `null` when it did nothing. Since 2.11. */
  readonly ai_agent?: AiAgent | null;
  /** Whether the AI agent took part; since 2.11. */
  readonly ai_agent_participated?: boolean;
  /** The company it belongs to; since 2.15. */
  readonly company?: ConversationCompany | null;
  /** The channel it runs over; since 2.16. The shape is open-ended. */
  readonly channel?: unknown;
  /** Ids of it in other systems; since 2.16. The shape is open-ended. */
  readonly external_references?: unknown;
  /** What the sales agent did in it; since 2.16. The shape is open-ended. */
  readonly sales_agent?: unknown;
  /** Whether the sales agent took part; since 2.16. */
  readonly sales_agent_participated?: boolean;
}
