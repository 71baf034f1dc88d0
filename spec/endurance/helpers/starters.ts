import { timer } from 'rxjs';
import {
  conversationPages$,
  conversations$,
  exportConversations$,
  iterateConversations,
  processConversations$,
  type ConversationsOptions,
} from '../../../lib/index.ts';

/**
 * Begins to consume.
 *
 * @param next - called with each conversation or page
 * @returns what ends it
 */
export type Start = (options: ConversationsOptions, next: () => void) => () => void;

const ignore = (): void => undefined;

/** Every way to consume; the failures are nobody's concern here. */
export const starters: readonly [Start, ...Start[]] = [
  (options, next) => ending(conversations$(options).subscribe({ next, error: ignore })),
  (options, next) =>
    ending(conversations$({ ...options, prefetch: true }).subscribe({ next, error: ignore })),
  (options, next) => ending(conversationPages$(options).subscribe({ next, error: ignore })),
  (options, next) =>
    ending(processConversations$(options, () => timer(20), 3).subscribe({ next, error: ignore })),
  (options, next) =>
    ending(
      conversations$({
        ...options,
        query: { field: 'state', operator: '=', value: 'open' },
      }).subscribe({ next, error: ignore }),
    ),
  (options, next) =>
    ending(exportConversations$(options, () => timer(20)).subscribe({ next, error: ignore })),
  (options, next) => {
    const iterator = iterateConversations(options);
    const pull = async (): Promise<void> => {
      while ((await iterator.next()).done !== true) next();
    };
    pull().catch(ignore);
    return () => {
      void iterator.return?.();
    };
  },
];

function ending(subscription: { unsubscribe(): void }): () => void {
  return () => {
    subscription.unsubscribe();
  };
}
