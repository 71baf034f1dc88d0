/**
 * The time that one team took for its first response.
 *
 * @see https://developers.intercom.com/docs/references/2.13/rest-api/api.intercom.io/conversations/conversation
 */
export interface TeamResponseTime {
  /** The id of the team. */
  readonly team_id: number | string;
  /** The name of the team. */
  readonly team_name: string;
  /** The time to the team's first response, in seconds. */
  readonly response_time: number;
}
