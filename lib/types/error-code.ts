/**
 * The known error codes of the API. Intercom may add others at any time.
 *
 * @see https://developers.intercom.com/docs/references/rest-api/errors/error-codes
 */
export type ErrorCode =
  | 'action_forbidden'
  | 'api_plan_restricted'
  | 'bad_request'
  | 'client_error'
  | 'conflict'
  | 'conversation_not_found'
  | 'data_invalid'
  | 'forbidden'
  | 'intercom_version_invalid'
  | 'internal_error'
  | 'media_type_not_acceptable'
  | 'missing_authorization'
  | 'missing_parameter'
  | 'not_found'
  | 'parameter_invalid'
  | 'parameter_missing'
  | 'parameter_not_found'
  | 'rate_limit_exceeded'
  | 'request_timeout'
  | 'resource_conflict'
  | 'server_error'
  | 'service_unavailable'
  | 'token_blocked'
  | 'token_expired'
  | 'token_not_found'
  | 'token_revoked'
  | 'token_suspended'
  | 'token_unauthorized'
  | 'too_many_requests'
  | 'type_mismatch'
  | 'unauthorized'
  | 'unprocessable_entity'
  | 'unsupported'
  // Keeps the names above in the editor's suggestions.
  | (string & {});
