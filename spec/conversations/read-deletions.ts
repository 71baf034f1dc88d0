import {
  deletedConversations$,
  type DeletedConversation,
  type DeletionsOptions,
  type PageEvent,
  type StreamEvent,
} from '../../lib/index.ts';
import { runToEnd, type Run } from '../helpers/run-to-end.ts';

/** Reads all, and keeps the events of the pages. */
export async function readDeletions(
  options: Partial<DeletionsOptions>,
): Promise<Run<DeletedConversation> & { readonly pageEvents: readonly PageEvent[] }> {
  const pageEvents: PageEvent[] = [];
  const next = (event: StreamEvent): void => {
    if (event.kind === 'page') pageEvents.push(event);
  };
  const events = { next };
  const run = await runToEnd(
    deletedConversations$({ token: 'tk-7f3a', version: '2.16', events, ...options }),
  );
  return { ...run, pageEvents };
}
