import type { ContactReference } from './conversation-contacts.ts';
import type { Reference } from './reference.ts';

/**
 * The rating that a contact gave a conversation. Every field is `null` when the contact was asked
 * for a rating and has not answered.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/conversation
 */
export interface ConversationRating {
  /** The rating, from 1 (worst) to 5 (best). */
  readonly rating: number | null;
  /** The remark of the contact; `""` or `null` when there is none. */
  readonly remark: string | null;
  /** When the contact was asked for the rating, in unix seconds. */
  readonly created_at: number | null;
  /** When the rating last changed, in unix seconds; since 2.14. */
  readonly updated_at?: number | null;
  /** The contact who rated. */
  readonly contact: ContactReference | null;
  /** The teammate who was rated. */
  readonly teammate: Reference | null;
}
