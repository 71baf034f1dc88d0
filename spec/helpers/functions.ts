import type { Observable } from 'rxjs';
import {
  conversationUpdates$,
  retrieveConversation$,
  type ConversationsOptions,
} from '../../lib/index.ts';
import { ways } from './ways.ts';

/** Every function that takes the options of a client and reads the list or one conversation. */
export const functions: Readonly<
  Record<string, (options: ConversationsOptions) => Observable<unknown>>
> = {
  ...ways,
  conversationUpdates$,
  retrieveConversation$: (options) => retrieveConversation$(options, '1'),
};
