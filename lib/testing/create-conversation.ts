import type { Conversation } from '../types/conversation.ts';
import { definedChanges, type ConversationChanges } from './conversation-changes.ts';
import { generateLightConversation } from './generate-light-conversation.ts';

/** When a conversation was started that does not say so: 2026-01-01T00:00:00Z, in unix seconds. */
const defaultCreatedAt = 1_767_225_600;

/**
 * Makes a whole conversation of the fields that a test is about, for code that takes a
 * `Conversation`.
 *
 * @example
 * ```ts
 * const conversation = createConversation({ id: '7', state: 'closed' });
 * ```
 *
 * @param changes - What to set. `open` and `snoozed_until` follow from `state`, and `updated_at` from
 * `created_at`.
 * @returns The conversation: without changes it has the id `1`, is open, says little, and was started
 * at 2026-01-01T00:00:00Z.
 */
export function createConversation(changes: ConversationChanges = {}): Conversation {
  const {
    id = '1',
    created_at = defaultCreatedAt,
    updated_at = created_at,
    state = 'open',
  } = changes;
  return {
    ...generateLightConversation(id, created_at, updated_at),
    state,
    open: state !== 'closed',
    snoozed_until: state === 'snoozed' ? updated_at + 86_400 : null,
    ...definedChanges(changes),
  };
}
