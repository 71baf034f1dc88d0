import type { Subscription } from 'rxjs';
import type { ConversationsOptions } from './options.ts';
import { createGate } from './paging/gate.ts';
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
): AsyncIterableIterator<Conversation, undefined> {
  let walk: Subscription | undefined;
  let page: readonly Conversation[] = [];
  let index = 0;
  let rest = options;
  let failure: { readonly error: unknown } | undefined;
  let ended = false;
  const waiting: Waiting[] = [];
  const gate = createGate(() => waiting.length > 0);

  const start = (): Subscription =>
    walkConversations(rest, gate.ready).subscribe({
      next: ({ conversations, next }) => {
        page = conversations;
        index = 0;
        const { limit } = rest;
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
        ended = true;
        serve();
      },
    });

  const serve = (): void => {
    for (let call = waiting[0]; call !== undefined; call = waiting[0]) {
      const value = page[index];
      if (value !== undefined) {
        index += 1;
        call.resolve({ value, done: false });
      } else if (ended) {
        call.resolve({ value: undefined, done: true });
      } else {
        break;
      }
      waiting.shift();
    }
    if (failure !== undefined && waiting.length > 0) {
      const { error } = failure;
      failure = undefined;
      for (const call of waiting.splice(0)) call.reject(error);
    }
  };

  return {
    next: () =>
      new Promise<Result>((resolve, reject) => {
        waiting.push({ resolve, reject });
        serve();
        if (waiting.length === 0) return;
        if (walk === undefined || walk.closed) walk = start();
        else gate.check();
      }),
    return: () => {
      ended = true;
      page = [];
      walk?.unsubscribe();
      serve();
      return Promise.resolve({ value: undefined, done: true });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
