/** The body of an answer, before it is written. */
export interface Payload {
  /** How many conversations, deletions or parts it holds. */
  readonly rows: number;
  /** Makes the JSON value. Conversations are generated here. */
  readonly json: () => unknown;
}
