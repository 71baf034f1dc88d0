import type { Conversation } from '../types/conversation.ts';
import { checkCount } from './check-option.ts';
import { generateConversation } from './generate-conversation.ts';
import { generateLightConversation } from './generate-light-conversation.ts';
import { noStatistics } from './generate-statistics.ts';
import { type Complete, isConversation } from './row.ts';

/** How conversations are generated. */
export interface CompleteRowConfig {
  readonly seed: number;
  readonly light: boolean;
  /** How many parts a conversation has, by its id; `undefined` leaves it to the seed. */
  readonly parts: (id: string) => number | undefined;
}

/**
 * Makes the function that generates what a row does not have. A complete conversation comes back as
 * it is.
 */
export function createComplete({ seed, light, parts }: CompleteRowConfig): Complete {
  return (row) => {
    if (isConversation(row)) return row;
    const { id, created_at, updated_at } = row;
    const generated = light
      ? generateLightConversation(id, created_at, updated_at)
      : generateConversation(seed, id, created_at, updated_at);
    const count = parts(id);
    return count === undefined ? generated : withParts(generated, checkCount('parts', count));
  };
}

/** Intercom counts the message that started the conversation too. */
function withParts(conversation: Conversation, count: number): Conversation {
  const statistics = conversation.statistics ?? noStatistics;
  return { ...conversation, statistics: { ...statistics, count_conversation_parts: count + 1 } };
}
