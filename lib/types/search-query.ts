/** All operators of a search; which of them a field takes depends on what it holds. */
export type SearchOperator =
  '=' | '!=' | 'IN' | 'NIN' | '<' | '<=' | '>' | '>=' | '~' | '!~' | '^' | '$';

/** The fields that hold a time. */
export type SearchDateField =
  | 'created_at'
  | 'updated_at'
  | 'waiting_since'
  | 'snoozed_until'
  | `statistics.first_${'contact_reply' | 'assignment' | 'admin_reply' | 'close'}_at`
  | `statistics.last_${'assignment' | 'assignment_admin_reply' | 'contact_reply'}_at`
  | `statistics.last_${'admin_reply' | 'close'}_at`
  | 'conversation_rating.requested_at'
  | 'conversation_rating.replied_at';

/** The fields that hold a whole number. */
export type SearchNumberField =
  | 'admin_assignee_id'
  | 'team_assignee_id'
  | `statistics.time_to_${'assignment' | 'admin_reply' | 'first_close' | 'last_close'}`
  | 'statistics.median_time_to_reply'
  | `statistics.count_${'reopens' | 'assignments' | 'conversation_parts'}`
  | 'conversation_rating.score'
  | 'ai_agent.rating';

/** The fields that hold a text. The API spells `conversation_rating.admin_d` like this. */
export type SearchTextField =
  | `source.${'type' | 'id' | 'delivered_as' | 'subject' | 'body' | 'url'}`
  | `source.author.${'id' | 'type' | 'name' | 'email'}`
  | 'contact_ids'
  | 'teammate_ids'
  | 'tag_ids'
  | 'channel_initiated'
  | 'state'
  | 'priority'
  | 'statistics.last_closed_by_id'
  | `conversation_rating.${'remark' | 'contact_id' | 'admin_d'}`
  | `ai_agent.${'resolution_state' | 'last_answer_type' | 'rating_remark'}`
  | `ai_agent.${'source_type' | 'source_title'}`;

/** The fields that are `true` or `false`. */
export type SearchBooleanField = 'open' | 'read' | 'ai_agent_participated';

/** A field that these types do not list: `'new_field' as UnlistedSearchField`. */
export type UnlistedSearchField = string & {
  /** For the types only. */
  readonly isUnlisted: true;
};

/**
 * A filter of some fields: `IN` and `NIN` take an array, and the other operators one value. `null`
 * stands for no value.
 */
export type SearchFilterOf<Field extends string, Operator extends SearchOperator, Value> =
  | {
      /** The name of the field. */
      readonly field: Field;
      /** Whether the field has the value, or not. */
      readonly operator: '=' | '!=';
      /** The value; `null` for none. */
      readonly value: Value | null;
    }
  | {
      /** The name of the field. */
      readonly field: Field;
      /** Whether the field has one of the values, or none of them. */
      readonly operator: 'IN' | 'NIN';
      /** The values. */
      readonly value: readonly Value[];
    }
  | {
      /** The name of the field. */
      readonly field: Field;
      /** How the field compares with the value. */
      readonly operator: Exclude<Operator, '=' | '!=' | 'IN' | 'NIN'>;
      /** The value. */
      readonly value: Value;
    };

/**
 * A filter of a search: a field, an operator, a value. Times are a `Date`, or seconds since 1970.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/searchconversations
 */
export type SearchFilter =
  | SearchFilterOf<SearchDateField, '<' | '<=' | '>' | '>=', Date | number | `${number}`>
  | SearchFilterOf<SearchNumberField, '<' | '<=' | '>' | '>=', number | `${number}`>
  | SearchFilterOf<SearchTextField, '~' | '!~' | '^' | '$', string>
  | SearchFilterOf<SearchBooleanField, never, boolean>
  | SearchFilterOf<'id', SearchOperator, string | number>
  | SearchFilterOf<
      `custom_attributes.${string}` | UnlistedSearchField,
      SearchOperator,
      string | number | boolean | Date
    >;

/**
 * Filters or groups, of which all (`AND`) or at least one (`OR`) must hold: from 1 to 15. Since
 * version 2.14, a group has either filters or groups.
 */
export interface SearchGroup {
  /** Whether all members must hold, or at least one. */
  readonly operator: 'AND' | 'OR';
  /** The members. */
  readonly value: readonly SearchQuery[];
}

/** Which conversations a search finds. Groups may be nested two levels deep. */
export type SearchQuery = SearchFilter | SearchGroup;

/**
 * The order of a search. Intercom documents the values of `order`, but not the fields:
 * `created_at`, `updated_at`, `waiting_since` and `id` are known to be in use.
 */
export interface SearchSort {
  /** The field that decides. */
  readonly field: 'created_at' | 'updated_at' | 'waiting_since' | 'id' | (string & {});
  /** Whether the lowest value comes first, or the highest. */
  readonly order: 'ascending' | 'descending';
}
