/** A range of times to the first reply. */
export interface ReplyBucket {
  readonly label: string;
  /** Seconds, not included; `null` for those without a reply. */
  readonly below: number | null;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** The ranges, shortest first; the last one is for those without a reply. */
export const REPLY_BUCKETS: readonly ReplyBucket[] = [
  { label: '< 5 m', below: 5 * MINUTE },
  { label: '5–15 m', below: 15 * MINUTE },
  { label: '15–60 m', below: HOUR },
  { label: '1–4 h', below: 4 * HOUR },
  { label: '4–12 h', below: 12 * HOUR },
  { label: '12–24 h', below: 24 * HOUR },
  { label: '> 24 h', below: Infinity },
  { label: 'no reply', below: null },
];

/** The index of the range that a time in seconds is in; `null` is no reply. */
export function bucketOf(seconds: number | null): number {
  if (seconds === null) return REPLY_BUCKETS.length - 1;
  return REPLY_BUCKETS.findIndex(({ below }) => below !== null && seconds < below);
}

/** The share of the replies that came in less than so many seconds; `null` without any reply. */
export function shareWithin(byReply: readonly number[], seconds: number): number | null {
  const sum = (isCounted: (bucket: ReplyBucket) => boolean): number =>
    byReply.reduce((total, count, index) => {
      const bucket = REPLY_BUCKETS[index];
      return bucket !== undefined && isCounted(bucket) ? total + count : total;
    }, 0);
  const replies = sum(({ below }) => below !== null);
  return replies === 0 ? null : sum(({ below }) => below !== null && below <= seconds) / replies;
}
