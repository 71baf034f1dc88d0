import { catchError, defer, EMPTY, filter, map, repeat, tap, throwError, timer } from 'rxjs';
import type { Observable } from 'rxjs';
import { atPosition } from '../errors/at-position.ts';
import { NO_REQUEST, type ErrorContext, type RequestContext } from '../errors/error-context.ts';
import { isTransient } from '../errors/is-transient.ts';
import { requestedWait } from '../errors/requested-wait.ts';
import { withPosition } from '../errors/with-position.ts';
import type { Client } from '../http/client.ts';
import type { Row } from '../paging/delivered.ts';
import type { Checkpoint } from '../types/checkpoint.ts';
import { createCheckpoint } from './checkpoint.ts';
import { pollChanges, type PollState } from './poll-changes.ts';
import type { ReadPassConfig } from './read-pass.ts';

/** How polls are repeated. */
export interface RepeatPollsConfig<Item> extends ReadPassConfig<Item> {
  readonly client: Client;
  readonly start: PollState;
  /** Milliseconds from the end of one poll to the next. */
  readonly interval: number;
}

/** The polls of one subscription. */
export interface Polls<Item> {
  /** The changed rows. Errors: `IntercomError`, with its position. */
  readonly item$: Observable<Item>;
  /** What an error says that happens now. */
  readonly errorContext: () => ErrorContext;
}

/**
 * Polls again and again. A poll that fails for a while is repeated where it stood, after the time
 * that the server asks for, but after `maxWait` at the latest.
 */
export function repeatPolls<Item extends Row>({
  start,
  interval,
  ...config
}: RepeatPollsConfig<Item>): Polls<Item> {
  const { client } = config;
  const { scheduler, reporter } = client;
  let state = start;
  let request: RequestContext = NO_REQUEST;
  let hasRead = false;
  let failures = 0;
  let pause = interval;

  const checkpoint = (): Checkpoint | null =>
    state.isFirst ? null : createCheckpoint(state.position, client);

  const poll$ = defer(() => pollChanges(state, config)).pipe(
    tap({
      next: (step) => {
        ({ state, context: request } = step);
        hasRead ||= step.hasRead;
      },
      complete: () => {
        failures = 0;
        pause = interval;
      },
    }),
    catchError((error: unknown) => {
      // At an address that never answered as expected, there may be no Intercom at all.
      if (!isTransient(error) || (!hasRead && !hasStatus(error))) {
        return throwError(() => withPosition(error, checkpoint()));
      }
      failures += 1;
      const requested = Math.min(requestedWait(error, scheduler.now()), client.retry.maxWait);
      pause = Math.max(interval, requested);
      reporter.emit({ kind: 'retry', error, count: failures, delay: pause });
      return EMPTY;
    }),
  );

  return {
    item$: poll$.pipe(
      repeat({ delay: () => timer(pause, scheduler) }),
      map(({ item }) => item),
      filter((item) => item !== null),
    ),
    errorContext: () => atPosition(request, checkpoint()),
  };
}

/** Whether the failure is an answer of a server. */
function hasStatus(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error;
}
