import type { StreamEvent } from 'rx-intercom';
import { duration } from './format.ts';

/** What streams have cost so far. */
export interface Costs {
  requests: number;
  retries: number;
  /** Waits for the rate limit. */
  waits: number;
}

/** An observer for the `events` of streams: counts, and tells what keeps them. */
export interface Activity {
  readonly costs: Readonly<Costs>;
  next(event: StreamEvent): void;
  /** Tells nothing more. */
  stop(): void;
}

/** After so many milliseconds without an answer it says so. */
const SILENCE = 900;

/** @param tell - receives one line for each retry, and one where no answer comes */
export function createActivity(tell: (line: string) => void): Activity {
  const costs: Costs = { requests: 0, retries: 0, waits: 0 };
  let silence: NodeJS.Timeout | undefined;
  let waitedUntil = -Infinity;

  const stop = (): void => {
    clearTimeout(silence);
    silence = undefined;
  };

  return {
    costs,
    stop,
    next(event) {
      switch (event.kind) {
        case 'request': {
          costs.requests += 1;
          const { method, url } = event.request;
          silence ??= setTimeout(() => {
            tell(`Waiting for an answer: ${method} ${url}`);
          }, SILENCE);
          break;
        }
        case 'response':
          stop();
          break;
        case 'retry':
          stop();
          costs.retries += 1;
          tell(`Retry ${String(event.count)} in ${duration(event.delay)}: ${messageOf(event)}`);
          break;
        case 'wait': {
          costs.waits += 1;
          const until = performance.now() + event.duration;
          // Streams that share a limiter wait together.
          if (event.duration < SILENCE || until - waitedUntil < SILENCE) break;
          waitedUntil = until;
          tell(`Waiting ${duration(event.duration)} for the rate limit`);
          break;
        }
        case 'page':
        case 'pass':
        case 'complete':
      }
    },
  };
}

/** Without the query of its URL: a cursor says nothing to a reader. */
function messageOf({ error }: { readonly error: unknown }): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\?\S*$/, '');
}
