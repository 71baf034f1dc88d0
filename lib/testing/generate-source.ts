import type { ConversationAuthor } from '../types/conversation-author.ts';
import type { ConversationSource } from '../types/conversation-source.ts';
import { pageUrls, sentences, subjects } from './phrases.ts';
import type { Random } from './random.ts';

/**
 * Generates the first message of a conversation, its HTML from nothing to a few hundred characters:
 * mostly from the messenger, some by e-mail, a few of no known channel, as the operator's welcome is.
 */
export function generateSource(
  random: Random,
  id: string,
  author: ConversationAuthor,
): ConversationSource {
  const type = random.pick(channels);
  const fromContact = author.type !== 'admin';
  return {
    type,
    id: type === null ? id : String(125_000_000 + random.integer(900_000_000)),
    delivered_as: fromContact ? 'customer_initiated' : random.pick(outbound),
    subject: type === 'email' ? `<p>${random.pick(subjects)}</p>` : '',
    body: type === null ? '' : body(random),
    author,
    attachments: random.chance(0.06) ? [attachment(random)] : [],
    url: fromContact && type === 'conversation' ? random.pick(pageUrls) : null,
    redacted: random.chance(0.01),
  };
}

const channels = [
  'conversation',
  'conversation',
  'conversation',
  'conversation',
  'conversation',
  'email',
  'email',
  'whatsapp',
  'instagram',
  null,
] as const;

const outbound = ['admin_initiated', 'automated', 'operator_initiated'] as const;

function body(random: Random): string {
  const paragraphs = Array.from(
    { length: 1 + Math.floor(5 * random.next() ** 2) },
    () => `<p class="no-margin">${random.pick(sentences)} ${random.pick(sentences)}</p>`,
  );
  return paragraphs.join('\n');
}

function attachment(random: Random): ConversationSource['attachments'][number] {
  const number = random.integer(10_000);
  return {
    type: 'upload',
    name: `screenshot-${number}.png`,
    url: `https://downloads.example.com/i/${number}/screenshot-${number}.png`,
    content_type: 'image/png',
    filesize: 10_000 + random.integer(2_000_000),
    width: 1280,
    height: 720,
  };
}
