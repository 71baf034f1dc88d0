import { asyncScheduler, type SchedulerLike } from 'rxjs';
import type { Conversation } from '../types/conversation.ts';
import { isKnownVersion } from './api-version.ts';
import type { Fault } from './fault.ts';
import type { TestRateLimit } from './rate-window.ts';
import type { TestRequest } from './request-record.ts';

/** How a test workspace shall be. */
export interface TestIntercomOptions {
  /** How many conversations to generate, or the very ones, in any order. @defaultValue 100 */
  readonly conversations?: number | readonly Conversation[];
  /** Where generation starts from: the same seed, the same workspace. @defaultValue 1 */
  readonly seed?: number;
  /** The one bearer token that is let in. @defaultValue 'test-token' */
  readonly token?: string;
  /**
   * The requests allowed in a window of milliseconds (whole seconds); `null` for no limit and no
   * headers about it. The default is the documented 10,000 a minute, counted in windows of 10 s.
   *
   * @defaultValue `{ limit: 1667, window: 10_000 }`
   * @see https://developers.intercom.com/docs/references/rest-api/errors/rate-limiting
   */
  readonly rateLimit?: TestRateLimit | null;
  /** Milliseconds before the headers; with 0 no timer is used at all. @defaultValue 0 */
  readonly latency?: number;
  /** The app's own version, for requests without `Intercom-Version`. @defaultValue '2.7' */
  readonly version?: string;
  /**
   * The script: asked once for every request, in order, what shall go wrong with it.
   *
   * @defaultValue nothing ever does
   */
  readonly fault?: (request: TestRequest) => Fault | undefined;
  /** The server's clock and timers. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
}

/**
 * Fills in the defaults.
 *
 * @param options - What the caller wants.
 * @returns All of it.
 * @throws `RangeError` for a number, window or version that cannot be.
 */
export function resolveOptions(options: TestIntercomOptions): Required<TestIntercomOptions> {
  const {
    conversations = 100,
    seed = 1,
    token = 'test-token',
    rateLimit = { limit: 1667, window: 10_000 },
    latency = 0,
    version = '2.7',
    fault = () => undefined,
    scheduler = asyncScheduler,
  } = options;
  const count = 'a whole number from 0';
  if (typeof conversations === 'number') check('conversations', conversations, isCount, count);
  if (rateLimit !== null) {
    const { limit, window } = rateLimit;
    check('rateLimit.limit', limit, isCount, count);
    check('rateLimit.window', window, isWindow, 'whole seconds, in milliseconds');
  }
  check('latency', latency, (ms) => ms >= 0, 'milliseconds from 0');
  check('version', version, isKnownVersion, "a version of the API, such as '2.7'");
  return { conversations, seed, token, rateLimit, latency, version, fault, scheduler };
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

function isWindow(ms: number): boolean {
  return ms > 0 && isCount(ms / 1000);
}

function check<T>(name: string, value: T, isValid: (value: T) => boolean, allowed: string): void {
  if (isValid(value)) return;
  throw new RangeError(`Invalid option ${name}: got ${String(value)}; it may be ${allowed}`);
}
