/**
 * The service level agreement a conversation stands under.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/conversation
 */
export interface SlaApplied {
  /** Always `conversation_sla_summary`. */
  readonly type?: 'conversation_sla_summary' | (string & {});
  /** The name a teammate gave the agreement. */
  readonly sla_name: string;
  /** How it stands; `null` once a teammate removed the agreement. */
  readonly sla_status: 'active' | 'cancelled' | 'hit' | 'missed' | (string & {}) | null;
}
