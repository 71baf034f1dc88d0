import type { Reporter } from '../events/reporter.ts';
import type { RateLimiter } from '../rate/rate-limiter.ts';
import { redactError } from './redact-error.ts';
import type { Redact } from './redact.ts';
import { createWaitingLine, type WaitingLine } from './waiting-line.ts';

/** A limiter as a stream uses it. */
export interface GuardedLimiter extends Pick<RateLimiter, 'update' | 'pause'> {
  readonly line: WaitingLine;
  /** What `update` or `pause` has thrown; `null` when neither has. */
  readonly failure: () => { readonly cause: unknown } | null;
  /** Tells that a method rejected; `delay` is the wait before it is called again, if it is. */
  readonly tell: (method: keyof RateLimiter, error: unknown, delay: number | null) => void;
}

/**
 * The lines of all limiters in use. Streams share only the limiter, and one may be a user's own, so
 * nothing else can lead from it to its line.
 */
const lines = new WeakMap<RateLimiter, WaitingLine>();

function lineOf(limiter: RateLimiter): WaitingLine {
  const line = lines.get(limiter) ?? createWaitingLine(limiter);
  lines.set(limiter, line);
  return line;
}

/**
 * Makes a limiter whose reports do not fail where no stream could be told. What they throw is a bug,
 * and kept for the next request. What they reject with is a failure of a store: it is told as an event
 * and forgotten.
 */
export function guardLimiter(
  limiter: RateLimiter,
  reporter: Reporter,
  redact: Redact,
): GuardedLimiter {
  let failure: { readonly cause: unknown } | null = null;
  const tell: GuardedLimiter['tell'] = (method, error, delay) => {
    reporter.emit({ kind: 'limiter-failure', method, error: redactError(error, redact), delay });
  };
  const call = (method: 'update' | 'pause', report: () => void | PromiseLike<void>): void => {
    try {
      report()?.then(undefined, (error: unknown) => {
        tell(method, error, null);
      });
    } catch (cause) {
      failure ??= { cause };
    }
  };
  return {
    line: lineOf(limiter),
    failure: () => failure,
    tell,
    update(rateLimit) {
      call('update', () => limiter.update(rateLimit));
    },
    pause(duration) {
      call('pause', () => limiter.pause(duration));
    },
  };
}
