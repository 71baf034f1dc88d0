import { concatMap, defer, from, of, type Observable } from 'rxjs';
import {
  conversationPages$,
  conversations$,
  iterateConversations,
  processConversations$,
  type Conversation,
  type ConversationsOptions,
} from '../../lib/index.ts';

/** Emits the conversations of a walk in the order in which its consumer gets to see them. */
export type Way = (options: ConversationsOptions) => Observable<Conversation>;

/** Every function that walks the list, by its name. */
export const ways: Readonly<Record<string, Way>> = {
  conversations$,
  conversationPages$: (options) =>
    conversationPages$(options).pipe(concatMap(({ conversations }) => conversations)),
  processConversations$: (options) => processConversations$(options, (one) => of(one)),
  iterateConversations: (options) => defer(() => from(iterateConversations(options))),
};
