import type { Conversation } from 'rx-intercom';
import { bucketOf, REPLY_BUCKETS } from './reply-buckets.ts';

/** The states a conversation may be in; the API may add others. */
export const STATES = ['closed', 'open', 'snoozed', 'other'] as const;
export type StateName = (typeof STATES)[number];

/** How many conversations are in each state. */
export type Counts = Readonly<Record<StateName, number>>;

/** What is known about the conversations so far. */
export interface Tally {
  readonly count: number;
  readonly byState: Counts;
  /** By the day they were started on, in days since 1970 (UTC). */
  readonly byDay: ReadonlyMap<number, Counts>;
  /** By the time to the first reply: one number for each of {@link REPLY_BUCKETS}. */
  readonly byReply: readonly number[];
  /** The last updated ones, latest first. */
  readonly latest: readonly Conversation[];
}

export const NO_COUNTS: Counts = { closed: 0, open: 0, snoozed: 0, other: 0 };

export const NO_TALLY: Tally = {
  count: 0,
  byState: NO_COUNTS,
  byDay: new Map(),
  byReply: REPLY_BUCKETS.map(() => 0),
  latest: [],
};

const LATEST = 20;
const DAY = 86_400;

/** Counts one more conversation. */
export function addConversation(tally: Tally, conversation: Conversation): Tally {
  const state = nameState(conversation.state);
  const day = Math.floor(conversation.created_at / DAY);
  const bucket = bucketOf(conversation.statistics?.time_to_admin_reply ?? null);
  return {
    count: tally.count + 1,
    byState: increase(tally.byState, state),
    byDay: new Map(tally.byDay).set(day, increase(tally.byDay.get(day) ?? NO_COUNTS, state)),
    byReply: tally.byReply.map((count, index) => (index === bucket ? count + 1 : count)),
    latest: insertLatest(tally.latest, conversation),
  };
}

function nameState(state: string): StateName {
  return STATES.find((name) => name === state) ?? 'other';
}

function increase(counts: Counts, state: StateName): Counts {
  return { ...counts, [state]: counts[state] + 1 };
}

function insertLatest(
  latest: readonly Conversation[],
  conversation: Conversation,
): readonly Conversation[] {
  const { updated_at } = conversation;
  const isLater = updated_at > (latest.at(-1)?.updated_at ?? 0);
  if (latest.length === LATEST && !isLater) return latest;
  const before = latest.filter((other) => other.updated_at >= updated_at);
  return [...before, conversation, ...latest.slice(before.length)].slice(0, LATEST);
}
