import type { Conversation } from '../types/conversation.ts';
import { generateConversation } from './generate-conversation.ts';
import { createRandom } from './random.ts';

/** 2026-01-01T00:00:00Z in unix seconds: no generated conversation is younger. */
const newest = 1_767_225_600;
/** Seconds between the starts of two generated conversations. */
const spacing = 90;
/** The longest a generated conversation lasts, in seconds. */
const longest = 7 * 86_400;
/** Rules close conversations in bulk every half hour, so that several share one second. */
const bulkInterval = 1800;

/**
 * Generates conversations that look like real support traffic. They were started every minute and
 * a half up to 2026-01-01T00:00:00Z and last changed up to a week later; several share a second.
 *
 * @param seed - The same seed and count, the same conversations.
 * @param count - How many.
 * @returns The conversations by ascending id, from `1`, which is the order they were started in.
 */
export function generateConversations(seed: number, count: number): readonly Conversation[] {
  const random = createRandom(seed, -1);
  return Array.from({ length: count }, (_, index) => {
    const createdAt = newest - (count - index) * spacing + random.integer(spacing);
    const life = Math.min(longest, newest - createdAt);
    const updatedAt = createdAt + Math.floor(life * random.next() ** 3);
    const bulk = updatedAt - (updatedAt % bulkInterval);
    const inBulk = random.chance(0.2) && bulk >= createdAt;
    return generateConversation(seed, String(index + 1), createdAt, inBulk ? bulk : updatedAt);
  });
}
