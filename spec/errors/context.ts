import type { ErrorContext } from '../../lib/errors/error-context.ts';

/** Where a failure happened: the third attempt at a page behind a cursor. */
export const context: ErrorContext = {
  request: { method: 'GET', url: 'https://api.intercom.io/conversations?per_page=20' },
  attempts: 3,
  startingAfter: 'cursor',
  checkpoint: null,
};
