import type { ErrorContext, RequestContext } from './error-context.ts';

/** The context of a failure at a position; the checkpoint of an export has no cursor. */
export function atPosition(
  { request, attempts }: RequestContext,
  checkpoint: ErrorContext['checkpoint'],
): ErrorContext {
  const cursor = checkpoint !== null && 'cursor' in checkpoint ? checkpoint.cursor : null;
  return { request, attempts, startingAfter: cursor ?? undefined, checkpoint };
}
