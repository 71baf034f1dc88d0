import type { ErrorContext } from '../../lib/errors/error-context.ts';
import type { Step } from '../../lib/paging/walk.ts';

/** A page, the cursor it came from, and where it leads. */
export function step<Page>(
  page: Page,
  cursor: string | undefined,
  next: string | null,
): Step<Page> {
  return { page, next, context: contextOf(cursor) };
}

/** The context of the request for the page after a cursor. */
export function contextOf(cursor: string | undefined): ErrorContext {
  const url = `https://api.intercom.io/conversations?starting_after=${cursor ?? ''}`;
  return { request: { method: 'GET', url }, attempts: 1, startingAfter: cursor, checkpoint: null };
}
