import { Refusal } from './refusal.ts';

/** How the values of a field are compared: `words` one by one, `custom` as the query's value is. */
export type FieldKind = 'string' | 'words' | 'id' | 'integer' | 'date' | 'boolean' | 'custom';

/** A field that can be searched. */
export interface SearchField {
  /** How its values are compared. */
  readonly kind: FieldKind;
  /** The way to them in a conversation. */
  readonly path: readonly string[];
}

/** The names of the description. It spells the last of the rating's fields like this. */
const names: Readonly<Record<Exclude<FieldKind, 'custom'>, string>> = {
  id: 'id',
  words: 'source.body',
  boolean: 'open read ai_agent_participated',
  date: `created_at updated_at waiting_since snoozed_until
    statistics.first_contact_reply_at statistics.first_assignment_at
    statistics.first_admin_reply_at statistics.first_close_at statistics.last_assignment_at
    statistics.last_assignment_admin_reply_at statistics.last_contact_reply_at
    statistics.last_admin_reply_at statistics.last_close_at
    conversation_rating.requested_at conversation_rating.replied_at`,
  integer: `admin_assignee_id team_assignee_id
    statistics.time_to_assignment statistics.time_to_admin_reply statistics.time_to_first_close
    statistics.time_to_last_close statistics.median_time_to_reply statistics.count_reopens
    statistics.count_assignments statistics.count_conversation_parts
    conversation_rating.score ai_agent.rating`,
  string: `source.type source.id source.delivered_as source.subject source.url
    source.author.id source.author.type source.author.name source.author.email
    contact_ids teammate_ids tag_ids channel_initiated state priority
    statistics.last_closed_by_id
    ai_agent.resolution_state ai_agent.last_answer_type ai_agent.rating_remark
    ai_agent.source_type ai_agent.source_title
    conversation_rating.remark conversation_rating.contact_id conversation_rating.admin_d`,
};

/** The fields that a conversation has under another name. */
const elsewhere: Readonly<Record<string, string>> = {
  contact_ids: 'contacts.contacts.id',
  teammate_ids: 'teammates.admins.id',
  tag_ids: 'tags.tags.id',
  channel_initiated: 'source.type',
  'conversation_rating.requested_at': 'conversation_rating.created_at',
  'conversation_rating.replied_at': 'conversation_rating.updated_at',
  'conversation_rating.score': 'conversation_rating.rating',
  'conversation_rating.contact_id': 'conversation_rating.contact.id',
  'conversation_rating.admin_d': 'conversation_rating.teammate.id',
};

const fields: ReadonlyMap<string, SearchField> = new Map(
  Object.entries(names).flatMap(([kind, list]) =>
    list.split(/\s+/).map((name): [string, SearchField] => {
      const path = (elsewhere[name] ?? name).split('.');
      return [name, { kind: kind as FieldKind, path }];
    }),
  ),
);

const attribute = /^custom_attributes\.(.+)$/s;

/**
 * Finds a field that can be searched. Throws a {@link Refusal} 400 `invalid_field`, as documented,
 * when there is none of this name.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/searchconversations
 */
export function findSearchField(name: unknown): SearchField {
  const text = String(name);
  const field = fields.get(text);
  if (field !== undefined) return field;
  const custom = attribute.exec(text)?.[1];
  if (custom !== undefined) return { kind: 'custom', path: ['custom_attributes', custom] };
  throw new Refusal(400, 'invalid_field', `${text} is not a valid search field`);
}
