/**
 * The service level agreement (SLA) of a conversation.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/conversation
 */
export interface SlaApplied {
  /** Always `conversation_sla_summary`. */
  readonly type?: 'conversation_sla_summary' | (string & {});
  /** The name that a teammate gave the agreement. */
  readonly sla_name: string;
  /** The status of the agreement; `null` after a teammate removed it. */
  readonly sla_status: 'active' | 'cancelled' | 'hit' | 'missed' | (string & {}) | null;
}
