import type { MonoTypeOperatorFunction } from 'rxjs';
import { readOptions } from '../errors/read-option.ts';
import { createClient } from '../http/client.ts';
import type { Redact } from '../http/redact.ts';
import { createWalk, type Walk, type WalkGates } from '../lists/create-walk.ts';
import type { Conversation } from '../types/conversation.ts';
import type { ConversationsOptions } from './conversations-options.ts';
import { openList } from './open-list.ts';

/** A walk over the conversations of a workspace. */
export interface ConversationWalk extends Walk<Conversation> {
  /** Calls `onComplete`, and emits the last event, when the stream completes. */
  readonly reportOnComplete: <T>() => MonoTypeOperatorFunction<T>;
  readonly redact: Redact;
  readonly signal: AbortSignal | undefined;
}

/**
 * Makes the walk of one subscription.
 *
 * @throws {@link InvalidOptionsError} for the first bad option
 */
export function openWalk(options: ConversationsOptions, gates: WalkGates = {}): ConversationWalk {
  const client = createClient(options);
  const { start, limit, ...list } = readOptions(() => openList(client, options));
  const walk = createWalk({ ...list, ...gates, start: { position: start, wanted: limit } });
  return {
    ...walk,
    signal: client.signal,
    reportOnComplete: () => client.reporter.reportOnComplete(walk.checkpoint),
    redact: client.secrets.redact,
  };
}
