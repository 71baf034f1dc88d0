import type { Conversation } from 'rx-intercom';

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
  /** The earliest `updated_at` so far: the walk goes from the latest to the earliest. */
  readonly downTo: number;
}

/** A range of times to the first reply. */
export interface ReplyBucket {
  readonly label: string;
  /** Seconds, not included; `null` for those without a reply. */
  readonly below: number | null;
}

/** The conversations that were started on one day. */
export interface Day {
  /** In days since 1970 (UTC). */
  readonly day: number;
  readonly counts: Counts;
  readonly total: number;
  /** Whether all of them have been loaded; else there may be more. */
  readonly isWhole: boolean;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LATEST = 20;

/** The ranges, shortest first; the last one is for those without a reply. */
export const REPLY_BUCKETS: readonly ReplyBucket[] = [
  { label: '< 5 m', below: 5 * MINUTE },
  { label: '5–15 m', below: 15 * MINUTE },
  { label: '15–60 m', below: HOUR },
  { label: '1–4 h', below: 4 * HOUR },
  { label: '4–12 h', below: 12 * HOUR },
  { label: '12–24 h', below: DAY },
  { label: '> 24 h', below: Infinity },
  { label: 'no reply', below: null },
];

export const NO_COUNTS: Counts = { closed: 0, open: 0, snoozed: 0, other: 0 };

export const NO_TALLY: Tally = {
  count: 0,
  byState: NO_COUNTS,
  byDay: new Map(),
  byReply: REPLY_BUCKETS.map(() => 0),
  latest: [],
  downTo: Infinity,
};

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
    downTo: Math.min(tally.downTo, conversation.updated_at),
  };
}

/** The name of a state; `other` for those that the API has added since. */
export function nameState(state: string): StateName {
  return STATES.find((name) => name === state) ?? 'other';
}

/** The index of the range that a time in seconds is in; `null` is no reply. */
export function bucketOf(seconds: number | null): number {
  if (seconds === null) return REPLY_BUCKETS.length - 1;
  return REPLY_BUCKETS.findIndex(({ below }) => below !== null && seconds < below);
}

/** The share of the replies that came in less than so many seconds; `null` without any reply. */
export function shareWithin(byReply: readonly number[], seconds: number): number | null {
  const sum = (isCounted: (below: number) => boolean): number =>
    byReply.reduce((total, count, index) => {
      const below = REPLY_BUCKETS[index]?.below ?? null;
      return below !== null && isCounted(below) ? total + count : total;
    }, 0);
  const replies = sum(() => true);
  return replies === 0 ? null : sum((below) => below <= seconds) / replies;
}

/**
 * The last so many days up to the latest one that has conversations, those without any included.
 *
 * A conversation is not updated before it is started. So a day is whole once the walk is below its
 * start, and the days before are not loaded yet.
 *
 * @param isComplete - whether the walk has come to its end
 */
export function lastDays(
  { byDay, downTo }: Pick<Tally, 'byDay' | 'downTo'>,
  length: number,
  isComplete: boolean,
): readonly Day[] {
  if (byDay.size === 0) return [];
  const first = Math.max(...byDay.keys()) - length + 1;
  return Array.from({ length }, (_, index) => {
    const day = first + index;
    const counts = byDay.get(day) ?? NO_COUNTS;
    const total = STATES.reduce((sum, state) => sum + counts[state], 0);
    return { day, counts, total, isWhole: isComplete || downTo < day * DAY };
  });
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
