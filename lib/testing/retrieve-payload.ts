import type { ConversationWithParts } from '../types/conversation-with-parts.ts';
import type { Conversation } from '../types/conversation.ts';
import { generateParts } from './generate-parts.ts';
import type { Payload } from './payload.ts';
import { toPlainText } from './plain-text.ts';

/**
 * Answers `GET /conversations/{id}` with the conversation and its parts; `display_as=plaintext` strips
 * the HTML.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/retrieveconversation
 */
export function retrievePayload(conversation: Conversation, seed: number, url: URL): Payload {
  const { parts, total } = generateParts(seed, conversation);
  const isPlain = url.searchParams.get('display_as') === 'plaintext';
  const show = (html: string | null): string | null =>
    isPlain && html !== null ? toPlainText(html) : html;
  const { source } = conversation;
  return {
    rows: parts.length,
    json: (): ConversationWithParts => ({
      ...conversation,
      source: { ...source, subject: show(source.subject), body: show(source.body) },
      conversation_parts: {
        type: 'conversation_part.list',
        conversation_parts: parts.map((part) => ({ ...part, body: show(part.body) })),
        total_count: total,
      },
    }),
  };
}
