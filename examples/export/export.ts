import { defer, map, type Observable } from 'rxjs';
import { conversationPages$, type ConversationPage, type ConversationsOptions } from 'rx-intercom';
import type { ExportDatabase, Saved } from './database.ts';

/** A page that is in the database now. */
export interface SavedPage extends Saved {
  readonly page: ConversationPage;
}

/**
 * Exports a workspace into a database: goes on behind the page saved last, until nothing has changed
 * meanwhile. A page is saved before the next one is asked for, so nothing queues up; unsubscribing,
 * a failure or a crash leaves the database at a page's end.
 */
export function exportConversations(
  options: Omit<ConversationsOptions, 'catchUp' | 'resumeFrom'>,
  database: ExportDatabase,
): Observable<SavedPage> {
  return defer(() =>
    conversationPages$({ ...options, catchUp: true, resumeFrom: database.checkpoint() }),
  ).pipe(map((page) => ({ page, ...database.save(page) })));
}
