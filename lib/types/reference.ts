/**
 * A pointer to another object of the workspace.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/conversation
 */
export interface Reference {
  /** The kind of the object, for example `admin`, `contact` or `team`. */
  readonly type: string;
  /** The id of the object; `null` when the object was deleted. */
  readonly id: string | null;
}
