import type { TeamResponseTime } from './team-response-time.ts';

/**
 * Times and counts of a conversation. Durations are seconds within office hours. A field is `null`
 * until its event has happened, so most fields of most conversations are `null`.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/conversation
 */
export interface ConversationStatistics {
  /** Always `conversation_statistics`. */
  readonly type: 'conversation_statistics' | (string & {});
  /** From the start to the last assignment before the first teammate reply, in seconds. */
  readonly time_to_assignment: number | null;
  /** From the start to the first teammate reply, in seconds. */
  readonly time_to_admin_reply: number | null;
  /** From the start to the first close, in seconds. */
  readonly time_to_first_close: number | null;
  /** From the start to the last close, in seconds. */
  readonly time_to_last_close: number | null;
  /** The median time that the contact waited for a reply of a teammate, in seconds. */
  readonly median_time_to_reply: number | null;
  /** The first message of the contact, in unix seconds. */
  readonly first_contact_reply_at: number | null;
  /** The first assignment after the first message of the contact, in unix seconds. */
  readonly first_assignment_at: number | null;
  /** The first teammate reply after the first message of the contact, in unix seconds. */
  readonly first_admin_reply_at: number | null;
  /** The first close after the first message of the contact, in unix seconds. */
  readonly first_close_at: number | null;
  /** The last assignment after the first message of the contact, in unix seconds. */
  readonly last_assignment_at: number | null;
  /** The first teammate reply since the last assignment, in unix seconds. */
  readonly last_assignment_admin_reply_at: number | null;
  /** The last message of a contact, in unix seconds. */
  readonly last_contact_reply_at: number | null;
  /** The last message of a teammate, in unix seconds. */
  readonly last_admin_reply_at: number | null;
  /** The last close, in unix seconds. */
  readonly last_close_at: number | null;
  /** The id of the teammate who closed the conversation last. */
  readonly last_closed_by_id: string | null;
  /** How often the conversation was reopened after the first message of the contact. */
  readonly count_reopens: number | null;
  /** How often the conversation was assigned after the first message of the contact. */
  readonly count_assignments: number | null;
  /** The number of parts; the source counts as one. */
  readonly count_conversation_parts: number | null;
  /** The time to the first response of each team, in seconds; since 2.12. */
  readonly assigned_team_first_response_time?: readonly TeamResponseTime[] | null;
  /** The same within office hours, in seconds; since 2.13. */
  readonly assigned_team_first_response_time_in_office_hours?: readonly TeamResponseTime[] | null;
  /** The time that teammates worked on the conversation, in seconds; since 2.13. */
  readonly handling_time?: number | null;
  /** The handling time after an adjustment by Intercom, in seconds; since 2.13. */
  readonly adjusted_handling_time?: number | null;
}
