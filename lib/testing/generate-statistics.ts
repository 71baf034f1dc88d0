import type { ConversationStatistics } from '../types/conversation-statistics.ts';
import type { Random } from './random.ts';

/** What the numbers have to agree with. */
export interface GenerateStatisticsConfig {
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Whether the contact ever wrote. */
  readonly contacted: boolean;
  /** The id of the teammate who closed it; `null` while it is not closed. */
  readonly closedBy: string | null;
}

/**
 * Generates the numbers of a conversation. What did not happen is `null`, as in reality; every time
 * lies between the start and the last change.
 */
export function generateStatistics(
  random: Random,
  { createdAt, updatedAt, contacted, closedBy }: GenerateStatisticsConfig,
): ConversationStatistics {
  const age = updatedAt - createdAt;
  const later = (happened: boolean): number | null =>
    happened ? createdAt + random.integer(age + 1) : null;
  const since = (time: number | null): number | null => (time === null ? null : time - createdAt);

  const reply = later(contacted && random.chance(0.6));
  const assignment = later(contacted && random.chance(0.4));
  const close = closedBy === null ? null : updatedAt;
  return {
    ...noStatistics,
    time_to_assignment: since(assignment),
    time_to_admin_reply: since(reply),
    time_to_first_close: since(close),
    time_to_last_close: since(close),
    median_time_to_reply: since(reply),
    first_contact_reply_at: contacted ? createdAt : null,
    first_assignment_at: assignment,
    first_admin_reply_at: reply,
    first_close_at: close,
    last_assignment_at: assignment,
    last_contact_reply_at: contacted ? createdAt : null,
    last_admin_reply_at: reply,
    last_close_at: close,
    last_closed_by_id: closedBy,
    count_assignments: Number(assignment !== null),
    count_conversation_parts: 1 + random.integer(20),
  };
}

/** The numbers of a conversation in which nothing has happened yet. */
export const noStatistics: ConversationStatistics = {
  type: 'conversation_statistics',
  time_to_assignment: null,
  time_to_admin_reply: null,
  time_to_first_close: null,
  time_to_last_close: null,
  median_time_to_reply: null,
  first_contact_reply_at: null,
  first_assignment_at: null,
  first_admin_reply_at: null,
  first_close_at: null,
  last_assignment_at: null,
  last_assignment_admin_reply_at: null,
  last_contact_reply_at: null,
  last_admin_reply_at: null,
  last_close_at: null,
  last_closed_by_id: null,
  count_reopens: 0,
  count_assignments: 0,
  count_conversation_parts: 1,
};
