/** A filter of a search: a field, an operator, a value. */
export interface SearchFilter {
  /** A field of a conversation, for example `state` or `custom_attributes.plan`. */
  readonly field: string;
  /** How the field is compared with the value. */
  readonly operator: '=' | '!=' | 'IN' | 'NIN' | '<' | '<=' | '>' | '>=' | '~' | '!~' | '^' | '$';
  /** A value of the field, or for `IN` and `NIN` a list of them. */
  readonly value: unknown;
}

/** Filters or groups, of which all (`AND`) or at least one (`OR`) must hold. */
export interface SearchGroup {
  /** Whether all of the values must hold, or one of them. */
  readonly operator: 'AND' | 'OR';
  /** The filters or groups. */
  readonly value: readonly SearchQuery[];
}

/** Which conversations a search finds. */
export type SearchQuery = SearchFilter | SearchGroup;

/** The order of a search. */
export interface SearchSort {
  readonly field: string;
  readonly order: 'ascending' | 'descending';
}
