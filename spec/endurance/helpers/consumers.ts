import { defer, from, Observable, of, retry, tap, timer } from 'rxjs';
import {
  conversations$,
  createRateLimiter,
  isIntercomError,
  iterateConversations,
  processConversations$,
  type Conversation,
  type ConversationsOptions,
  type IntercomError,
  type ProcessOptions,
} from '../../../lib/index.ts';
import { ways, type Way } from '../../helpers/ways.ts';

/** Every way to consume, by name. */
export const consumers: readonly (readonly [name: string, consume: Way])[] = [
  ...Object.entries({ ...ways, processConversations$: worked }),
  ['conversations$ with prefetch', (options) => conversations$({ ...options, prefetch: true })],
  [
    'processConversations$ with prefetch',
    (options) => worked({ ...options, prefetch: true, lowWater: 3 }),
  ],
];

/** The ways to go on after a failure, where no page is asked for again by itself. */
export const resumers: readonly (readonly [name: string, consume: Way])[] = [
  ['conversations$ from startingAfter on', (options) => resumed({ ...options, retry: false })],
  ['iterateConversations by next()', (options) => from(insist({ ...options, retry: false }))],
];

function resumed(options: ConversationsOptions): Observable<Conversation> {
  const rateLimiter = createRateLimiter();
  let { startingAfter } = options;
  const error = (failure: IntercomError): void => {
    ({ startingAfter } = failure);
  };
  return defer(() => conversations$({ ...options, rateLimiter, startingAfter })).pipe(
    tap({ error }),
    retry(),
  );
}

async function* insist(options: ConversationsOptions): AsyncGenerator<Conversation> {
  const iterator = iterateConversations(options);
  for (;;) {
    try {
      const { done, value } = await iterator.next();
      if (done === true) return;
      yield value;
    } catch (error) {
      if (!isIntercomError(error)) throw error;
    }
  }
}

/** Four at a time; now and then one takes longer. */
function worked(options: ProcessOptions): Observable<Conversation> {
  return new Observable<Conversation>((subscriber) => {
    const work = (conversation: Conversation, index: number): Observable<unknown> => {
      subscriber.next(conversation);
      return index % 20 === 0 ? timer(30) : of(index);
    };
    return processConversations$(options, work, 4).subscribe({
      error: (error: unknown) => {
        subscriber.error(error);
      },
      complete: () => {
        subscriber.complete();
      },
    });
  });
}
