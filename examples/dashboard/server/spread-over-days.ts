import type { Conversation } from 'rx-intercom';

const DAY = 86_400;
/** 2026-01-01T00:00:00Z: when the made-up days end. */
const END = 1_767_225_600;

/**
 * Gives conversations the times of a support team's: fewer at weekends, most in the day, replies after
 * minutes or, seldom, days. Without chance: the same conversations get the same times.
 */
export function spreadOverDays(
  conversations: readonly Conversation[],
  days: number,
): readonly Conversation[] {
  const starts = startsOfDays(conversations.length, days);
  return [...conversations]
    .sort((a, b) => Number(a.id) - Number(b.id))
    .map((conversation, index) => {
      const day = starts[index] ?? END - DAY;
      const created_at = day + Math.floor(DAY * (0.3 + 0.55 * spin(index, 0.618034)));
      const pace = (spin(index, 0.754878) + spin(index, 0.819173)) / 2;
      const reply = Math.floor(40 * 2 ** (13 * pace));
      const life = conversation.updated_at - conversation.created_at;
      const rest = END - created_at;
      const answered = spin(index, 0.324718) < 0.87 && reply < rest;
      const updated_at = created_at + Math.max(answered ? reply : 0, life % rest);
      const statistics = conversation.statistics && {
        ...conversation.statistics,
        time_to_admin_reply: answered ? reply : null,
        first_admin_reply_at: answered ? created_at + reply : null,
      };
      return { ...conversation, created_at, updated_at, statistics };
    });
}

/** The day of each conversation: Saturdays and Sundays have a third of the others. */
function startsOfDays(count: number, days: number): readonly number[] {
  const starts = Array.from({ length: days }, (_, index) => END - (days - index) * DAY);
  const weights = starts.map((start, index) => {
    const weekday = new Date(start * 1000).getUTCDay();
    return (
      (weekday % 6 === 0 ? 0.33 : 1) * (0.7 + index / (2 * days) + 0.4 * spin(index ** 2, 0.618034))
    );
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return starts.flatMap((start, index) => {
    const before = Math.round((count * sum) / total);
    sum += weights[index] ?? 0;
    const amount = Math.round((count * sum) / total) - before;
    return Array.from({ length: amount }, () => start);
  });
}

/** From 0 to 1, all over: multiples of an irrational number, without their whole part. */
function spin(index: number, step: number): number {
  return (index * step) % 1;
}
