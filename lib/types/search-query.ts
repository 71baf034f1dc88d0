/** A filter of a search: a field, an operator, a value. */
export interface SearchFilter {
  readonly field: string;
  readonly operator: '=' | '!=' | 'IN' | 'NIN' | '<' | '<=' | '>' | '>=' | '~' | '!~' | '^' | '$';
  readonly value: unknown;
}

/** Filters or groups, of which all (`AND`) or at least one (`OR`) must hold. */
export interface SearchGroup {
  readonly operator: 'AND' | 'OR';
  readonly value: readonly SearchQuery[];
}

/** Which conversations a search finds. */
export type SearchQuery = SearchFilter | SearchGroup;

/** The order of a search. */
export interface SearchSort {
  readonly field: string;
  readonly order: 'ascending' | 'descending';
}
