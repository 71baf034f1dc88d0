import { ErrorListError } from '../errors/error-list-error.ts';
import { isIntercomError } from '../errors/intercom-error.ts';

const STATUSES: readonly number[] = [400, 404, 422];

const HINT =
  ' (the cursor was refused: read the search again from its start, sorted by created_at or updated_at, so that it can go on without a cursor)';

/**
 * Whether the API has refused a request that it takes without a cursor: a search sometimes refuses
 * the cursor that it has given.
 *
 * @see https://github.com/intercom/intercom-node/issues/509
 */
export function isRefusedCursor(error: unknown): error is ErrorListError {
  return isIntercomError(error) && error.kind === 'error-list' && STATUSES.includes(error.status);
}

/** The refusal of a cursor, with advice, where a search cannot go on without it. */
export function explainRefusal(error: ErrorListError): ErrorListError {
  return new ErrorListError(error, error, 'error-list', HINT);
}
