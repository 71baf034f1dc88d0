/**
 * A request the API turns down, on its way to becoming an `error.list` answer. Never leaves the kit.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** The HTTP status. */
  readonly status: number;
  /** The code of the one error in the list. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** The 400 for a parameter that cannot be. */
export function invalidParameter(message: string): Refusal {
  return new Refusal(400, 'parameter_invalid', message);
}

/**
 * The refusal the API usually gives with a status, 400 or above.
 *
 * @see https://developers.intercom.com/docs/references/rest-api/errors/error-codes
 */
export function usualRefusal(status: number): Refusal {
  const [code, message] = usual.get(status) ?? (status < 500 ? clientError : serverError);
  return new Refusal(status, code, message);
}

type CodeAndMessage = readonly [code: string, message: string];

const clientError: CodeAndMessage = ['client_error', 'The request could not be processed'];
const serverError: CodeAndMessage = ['server_error', 'Server Error'];

const usual: ReadonlyMap<number, CodeAndMessage> = new Map([
  [400, ['bad_request', 'Bad Request']],
  [401, ['unauthorized', 'Access Token Invalid']],
  [403, ['api_plan_restricted', 'Active subscription needed.']],
  [404, ['not_found', 'Resource Not Found']],
  [405, ['action_forbidden', 'Action Forbidden']],
  [
    406,
    ['media_type_not_acceptable', 'The Accept header should send a media type of application/json'],
  ],
  [408, ['request_timeout', 'Request Timeout']],
  [409, ['conflict', 'Conflict']],
  [422, ['unprocessable_entity', 'Unprocessable Entity']],
  [429, ['rate_limit_exceeded', 'Exceeded rate limit']],
  [503, ['service_unavailable', 'Service Unavailable']],
]);
