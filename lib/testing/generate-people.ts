import type { ConversationAuthor } from '../types/conversation-author.ts';
import type { ConversationContacts } from '../types/conversation-contacts.ts';
import type { Random } from './random.ts';

/** The contact of a generated conversation, in the two places it appears. */
export interface GeneratedContact {
  readonly author: ConversationAuthor;
  /** Empty when the contact was deleted since. */
  readonly contacts: ConversationContacts;
}

/** Generates a contact: a user, or a lead who gave neither name nor address. */
export function generateContact(random: Random): GeneratedContact {
  const number = 1 + random.integer(5000);
  const id = `65a1b2c3d4e5f6${number.toString(16).padStart(10, '0')}`;
  const externalId = random.pick([{}, { external_id: null }, { external_id: String(number) }]);
  const lead = random.chance(0.2);
  return {
    author: lead
      ? { type: 'lead', id, name: null, email: '' }
      : { type: 'user', id, name: `Example User ${number}`, email: `user${number}@example.com` },
    contacts: {
      type: 'contact.list',
      contacts: random.chance(0.04) ? [] : [{ type: 'contact', id, ...externalId }],
    },
  };
}

/** Generates a teammate, one of twelve; the id is digits. */
export function generateTeammate(random: Random): ConversationAuthor {
  const number = 1 + random.integer(12);
  return {
    type: 'admin',
    id: String(7_800_000 + number),
    name: `Example Teammate ${number}`,
    email: `teammate${number}@example.com`,
  };
}
