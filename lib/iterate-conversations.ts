import type { Subscription } from 'rxjs';
import type { ConversationPage } from './conversation-page.ts';
import { AbortError } from './errors/abort-error.ts';
import { NO_REQUEST } from './errors/error-context.ts';
import { isIntercomError, type IntercomError } from './errors/intercom-error.ts';
import { isObject } from './http/json.ts';
import type { ConversationsOptions } from './options.ts';
import { createGate } from './paging/gate.ts';
import { createRateLimiter } from './rate/rate-limiter.ts';
import type { Conversation } from './types/conversation.ts';
import { walkConversations } from './walk-conversations.ts';

type Result = IteratorResult<Conversation, undefined>;

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
  let rest = isObject(options) ? { rateLimiter: createRateLimiter(options), ...options } : options;
  let walk: Subscription | undefined;
  let page: ConversationPage | undefined;
  let index = 0;
  let failure: { readonly error: unknown } | undefined;
  let isComplete = false;
  let isReturned = false;
  const waiting: Waiting[] = [];
  const gate = createGate(() => waiting.length > 0);

  const start = (): Subscription =>
    walkConversations(rest, gate.ready).subscribe({
      next: (delivered) => {
        const { conversations, next } = delivered;
        const { limit } = rest;
        page = delivered;
        index = 0;
        rest = {
          ...rest,
          startingAfter: next ?? undefined,
          limit: limit === undefined ? undefined : limit - conversations.length,
        };
        serve();
      },
      error: (error: unknown) => {
        failure = { error };
        serve();
      },
      complete: () => {
        isComplete = true;
        serve();
      },
    });

  /** Answers the calls that can be answered. */
  const serve = (): void => {
    while (waiting.length > 0) {
      const value = page?.conversations[index];
      if (isReturned || (isComplete && value === undefined)) {
        waiting.shift()?.resolve({ value: undefined, done: true });
      } else if (failure !== undefined && (value === undefined || isKind(failure.error, 'abort'))) {
        const { error } = failure;
        // A walk that begins anew would not know where the stalled one has been.
        if (!isKind(error, 'pagination-stalled') && !isKind(error, 'abort')) failure = undefined;
        for (const { reject } of waiting.splice(0)) reject(error);
      } else if (value !== undefined) {
        index += 1;
        waiting.shift()?.resolve({ value, done: false });
      } else {
        return;
      }
    }
  };

  /** The walk over the last page is complete before its conversations have been taken. */
  const noticeAbort = (): void => {
    const signal = isComplete ? rest.signal : undefined;
    if (signal?.aborted) {
      const { startingAfter } = page ?? {};
      failure = { error: new AbortError(signal.reason, { ...NO_REQUEST, startingAfter }) };
    }
  };

  return {
    next: () =>
      new Promise<Result>((resolve, reject) => {
        waiting.push({ resolve, reject });
        noticeAbort();
        serve();
        if (waiting.length === 0) return;
        if (walk === undefined || walk.closed) walk = start();
        else gate.check();
      }),
    return: () => {
      isReturned = true;
      walk?.unsubscribe();
      serve();
      return Promise.resolve({ value: undefined, done: true });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function isKind(error: unknown, kind: IntercomError['kind']): boolean {
  return isIntercomError(error) && error.kind === kind;
}
