import { Subscription, type SchedulerLike } from 'rxjs';
import { abortReason } from './abort-reason.ts';
import type { Fault } from './fault.ts';
import { networkError } from './network-error.ts';
import type { RequestRecord } from './request-record.ts';
import type { Answer } from './respond.ts';
import { writeResponse } from './write-response.ts';

/** What an exchange needs to know. */
export interface ExchangeConfig {
  /** The request's record, kept up to date. */
  readonly record: RequestRecord;
  readonly signal: AbortSignal | null;
  /** Milliseconds before the headers; with 0 no timer is used. */
  readonly latency: number;
  readonly scheduler: SchedulerLike;
  readonly fault: Fault;
  /** Makes the answer, when it is time to send it. */
  readonly answer: () => Answer;
}

/**
 * Plays the wire: waits, answers, breaks the connection as a fault says, and lets go of everything
 * (the timer, the listener, the body) when the client aborts. It rejects with the signal's reason
 * after an abort, with a `TypeError` after a reset, and with what `answer` threw.
 */
export function exchange(config: ExchangeConfig): Promise<Response> {
  const { record, signal, latency, scheduler, fault, answer } = config;
  return new Promise((resolve, reject) => {
    const connection = new Subscription();
    // An error reaches the client through the promise at first, through the body from then on.
    let fail: (reason: unknown) => void = reject;
    const end = (state: RequestRecord['state']): void => {
      connection.unsubscribe();
      record.state = state;
    };

    const send = (): void => {
      try {
        if (fault.reset) throw networkError('fetch failed');
        const {
          response,
          isWhole,
          fail: breakOff,
        } = writeResponse(answer(), fault, {
          onEnd: end,
          onCancel: () => {
            end(record.state === 'open' ? 'aborted' : record.state);
          },
        });
        record.status = response.status;
        if (isWhole) record.state = 'answered';
        if (response.body === null) connection.unsubscribe();
        fail = breakOff;
        resolve(response);
      } catch (error) {
        end('failed');
        fail(error);
      }
    };

    if (signal !== null) {
      const abort = (): void => {
        end('aborted');
        fail(abortReason(signal));
      };
      if (signal.aborted) {
        abort();
        return;
      }
      signal.addEventListener('abort', abort);
      connection.add(() => {
        signal.removeEventListener('abort', abort);
      });
    }
    if (fault.hang === 'headers') return;
    if (latency > 0) connection.add(scheduler.schedule(send, latency));
    else send();
  });
}
