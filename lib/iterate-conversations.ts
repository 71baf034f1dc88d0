import { defer, Subject, takeUntil } from 'rxjs';
import { AbortError } from './errors/abort-error.ts';
import { isIntercomError, type IntercomError } from './errors/intercom-error.ts';
import { createRecorder } from './events/recorder.ts';
import { isObject } from './http/json.ts';
import { takeUntilAborted } from './operators/take-until-aborted.ts';
import type { ConversationsOptions } from './options.ts';
import { createGate } from './paging/gate.ts';
import type { Position } from './paging/position.ts';
import { createRateLimiter } from './rate/rate-limiter.ts';
import type { Conversation } from './types/conversation.ts';
import { standingIn, walkConversations, type Delivery, type Walk } from './walk-conversations.ts';

type Result = IteratorResult<Conversation, undefined>;

/** A walk that begins anew would not know what the one before it has seen. */
const PERMANENT = ['abort', 'pagination-stalled', 'list-order'] as const;

/** A call of `next()` that waits for its conversation. */
interface Waiting {
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * All conversations of a workspace for `for await`: a page is asked for when the one in hand is
 * used up, so a slow loop holds one page and no more.
 *
 * Calls of `next()` that overlap are served in order from one request. After a failure `next()`
 * asks for the same page again: nothing is lost, nothing comes twice. `break`, `throw` and
 * `return()` end the request and every wait; `break` after the last conversation of a page costs no
 * further request.
 *
 * @example
 * ```ts
 * for await (const { id, state } of iterateConversations({ token })) {
 *   if (state === 'closed') break;
 *   console.log(id);
 * }
 * ```
 *
 * @param options - as for {@link conversations$}
 * @returns also the bridge to what takes async iterables: `Readable.from`, `ReadableStream.from`,
 * RxJS's `from`, native Observables; rejects with {@link IntercomError}
 */
export function iterateConversations(
  options: ConversationsOptions,
): AsyncIterableIterator<Conversation> {
  // One limiter for all walks: what it has learned outlives a failure.
  let rest: ConversationsOptions =
    isObject(options) && options['rateLimiter'] === undefined
      ? { ...options, rateLimiter: createRateLimiter(options) }
      : options;
  const recorder = createRecorder(options);
  let walk: Walk | undefined;
  let inHand: Delivery | undefined;
  let index = 0;
  // Set before the walk begins: whom it calls on its way may call `next` or `return`.
  let isWalking = false;
  const returned$ = new Subject<void>();
  let failure: { readonly error: unknown } | undefined;
  let isComplete = false;
  let isReturned = false;
  const waiting: Waiting[] = [];
  const gate = createGate(() => waiting.length > 0);

  /** Where the loop stands, which may be inside a page. */
  const standing = (): Position | undefined => inHand && standingIn(inHand, index);

  const start = (): void => {
    isWalking = true;
    const page$ = defer(() => {
      const made = walkConversations(rest, { ...recorder, ready: gate.ready });
      walk = made;
      return made.page$.pipe(takeUntilAborted(rest.signal, () => made.where(standing())));
    });
    page$.pipe(takeUntil(returned$)).subscribe({
      next: (delivery) => {
        const { conversations, checkpoint } = delivery.page;
        const { limit } = rest;
        inHand = delivery;
        index = 0;
        rest = {
          ...rest,
          startingAfter: undefined,
          resumeFrom: checkpoint,
          limit: limit === undefined ? undefined : limit - conversations.length,
        };
        serve();
      },
      error: (error: unknown) => {
        isWalking = false;
        failure = { error };
        serve();
      },
      complete: () => {
        isComplete = true;
        serve();
      },
    });
  };

  /** Answers the calls that can be answered. */
  const serve = (): void => {
    while (waiting.length > 0) {
      const value = inHand?.page.conversations[index];
      if (isComplete && value === undefined) finish();
      if (isReturned) {
        waiting.shift()?.resolve({ value: undefined, done: true });
      } else if (failure !== undefined && (value === undefined || isKind(failure.error, 'abort'))) {
        const { error } = failure;
        if (!isKind(error, ...PERMANENT)) failure = undefined;
        for (const { reject } of waiting.splice(0)) reject(error);
      } else if (value !== undefined) {
        index += 1;
        waiting.shift()?.resolve({ value, done: false });
      } else {
        return;
      }
    }
  };

  const finish = (): void => {
    if (isReturned || walk === undefined) return;
    isReturned = true;
    try {
      recorder.finish(walk.checkpoint());
    } catch (error) {
      waiting.shift()?.reject(error);
    }
  };

  /** The walk over the last page is complete before its conversations have been taken. */
  const noticeAbort = (): void => {
    const signal = isComplete ? rest.signal : undefined;
    if (signal?.aborted)
      failure = { error: new AbortError(signal.reason, walk?.where(standing())) };
  };

  return {
    next: () =>
      new Promise<Result>((resolve, reject) => {
        waiting.push({ resolve, reject });
        noticeAbort();
        serve();
        if (waiting.length === 0) return;
        if (isWalking) gate.check();
        else start();
      }),
    return: () => {
      isReturned = true;
      returned$.next();
      serve();
      return Promise.resolve({ value: undefined, done: true });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function isKind(error: unknown, ...kinds: readonly IntercomError['kind'][]): boolean {
  return isIntercomError(error) && kinds.includes(error.kind);
}
