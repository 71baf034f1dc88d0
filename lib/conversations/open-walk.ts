import type { MonoTypeOperatorFunction } from 'rxjs';
import { readOptions } from '../errors/read-option.ts';
import { createClient } from '../http/client.ts';
import { createWalk, type Walk, type WalkGates } from '../lists/create-walk.ts';
import { takeUntilAborted } from '../operators/take-until-aborted.ts';
import type { Position } from '../paging/position.ts';
import type { Conversation } from '../types/conversation.ts';
import type { ConversationsOptions } from './conversations-options.ts';
import { openList } from './open-list.ts';

/** A walk over the conversations of a workspace. */
export interface ConversationWalk extends Walk<Conversation> {
  /**
   * Ends a stream when the signal is aborted. When it completes, emits the last event, and calls
   * `onComplete`.
   *
   * @param standing - the position of a consumer that is not done with the pages it got
   */
  readonly untilEnd: <T>(standing?: () => Position | undefined) => MonoTypeOperatorFunction<T>;
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
    untilEnd: (standing) => (source) =>
      source.pipe(
        takeUntilAborted(client.signal, () => walk.errorContext(standing?.())),
        client.reporter.reportOnComplete(walk.checkpoint),
      ),
  };
}
