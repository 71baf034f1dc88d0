/** When and how long to wait before asking again. */
export interface RetryConfig {
  /**
   * Retries after the first attempt; `Infinity` for no end.
   * @defaultValue `5`
   */
  readonly count?: number | undefined;

  /**
   * Upper bound of the first wait, in milliseconds; it doubles with each retry.
   * @defaultValue `1_000`
   */
  readonly initialDelay?: number | undefined;

  /**
   * Upper bound of any backoff wait, in milliseconds.
   * @defaultValue `30_000`
   */
  readonly maxDelay?: number | undefined;

  /**
   * The longest wait that the server or the limiter may ask for, in milliseconds; more is an error
   * at once; `Infinity` for any wait. Of a limiter, up to 100 ms are always waited for.
   * @defaultValue `300_000`, five minutes
   */
  readonly maxWait?: number | undefined;

  /**
   * The share of a backoff wait that is random, from 0 (none) to 1 ("full jitter"). A wait the
   * server asked for is only ever made longer, by up to this share of `initialDelay`.
   * @defaultValue `1`
   */
  readonly jitter?: number | undefined;
}

/** The longest delay a timer takes, in milliseconds; a longer one would fire at once. */
export const LONGEST_DELAY: number = 2 ** 31 - 1;

/** {@link RetryConfig} with every field filled in. */
export type RetryBounds = { readonly [Field in keyof RetryConfig]-?: number };

/** Fills in the defaults of {@link RetryConfig}. */
export function retryBounds({
  count = 5,
  initialDelay = 1_000,
  maxDelay = 30_000,
  maxWait = 300_000,
  jitter = 1,
}: RetryConfig): RetryBounds {
  return { count, initialDelay, maxDelay, maxWait, jitter };
}

/**
 * The wait before a retry nobody gave a time for: exponential, with jitter.
 *
 * @param retry - 1 for the first retry
 * @param config - bounds, in milliseconds
 * @param random - from 0 (included) to 1 (excluded)
 * @returns whole milliseconds
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoffDelay(
  retry: number,
  { initialDelay, maxDelay, jitter }: RetryBounds,
  random: () => number,
): number {
  const ceiling = Math.min(maxDelay, initialDelay * 2 ** Math.min(retry - 1, 31));
  return Math.round(ceiling * (1 - jitter) + ceiling * jitter * random());
}

/**
 * The wait before a retry the server gave a time for: never shorter, so that it is not asked too
 * early, and spread a little, so that clients do not return all at once.
 *
 * @param wait - what the server asked for, in milliseconds
 * @param config - `jitter` and `initialDelay` are used
 * @param random - from 0 (included) to 1 (excluded)
 * @returns whole milliseconds
 */
export function jitterUpward(
  wait: number,
  { initialDelay, jitter }: RetryBounds,
  random: () => number,
): number {
  return Math.ceil(wait + initialDelay * jitter * random());
}
