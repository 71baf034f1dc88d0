import type { ConversationPart } from '../types/conversation-part.ts';
import type { Conversation } from '../types/conversation.ts';
import { generateTeammate } from './generate-people.ts';
import { sentences } from './phrases.ts';
import { createRandom } from './random.ts';

/** The parts of a conversation. */
export interface GeneratedParts {
  /** The latest of them, oldest first; as many as the API sends. */
  readonly parts: readonly ConversationPart[];
  /** How many there are. */
  readonly total: number;
}

/** The most parts the API sends. */
const most = 500;

/**
 * Generates the parts of a conversation: as many as its statistics say, which count its source too.
 * Contact and teammate take turns; the last part closes the conversation, where it is closed.
 */
export function generateParts(seed: number, conversation: Conversation): GeneratedParts {
  const { id, created_at, updated_at, source, state, statistics } = conversation;
  const random = createRandom(seed, Number(id));
  const teammate = generateTeammate(random);
  const total = Math.max(0, (statistics?.count_conversation_parts ?? 1) - 1);
  const all = Array.from({ length: total }, (_, index): ConversationPart => {
    const at = created_at + Math.floor(((updated_at - created_at) * (index + 1)) / total);
    const closes = state === 'closed' && index === total - 1;
    return {
      type: 'conversation_part',
      id: `${id}${String(index + 1).padStart(4, '0')}`,
      part_type: closes ? 'close' : 'comment',
      body: closes ? null : `<p>${random.pick(sentences)}</p>`,
      created_at: at,
      updated_at: at,
      notified_at: at,
      assigned_to: null,
      author: closes || index % 2 === 0 ? teammate : source.author,
      attachments: [],
      external_id: null,
      redacted: false,
    };
  });
  return { parts: all.slice(-most), total };
}
