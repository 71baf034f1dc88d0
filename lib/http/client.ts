import { asyncScheduler, type SchedulerLike, type TimestampProvider } from 'rxjs';
import { readOptions } from '../errors/read-option.ts';
import { resolveRetry } from '../operators/resolve-retry.ts';
import type { RetryBounds } from '../rate/backoff.ts';
import { createReporter, type Reporter, type ReporterOptions } from '../events/reporter.ts';
import { monotonicClock } from '../rate/forward-clock.ts';
import { createLimiter } from '../rate/rate-limiter.ts';
import { resolveBaseUrl } from './base-url.ts';
import {
  check,
  checkDelay,
  checkFunction,
  checkInteger,
  checkMethods,
  checkObject,
  checkSignal,
} from '../errors/check.ts';
import type { ClientOptions } from './client-options.ts';
import { refuseForeign } from '../errors/foreign-options.ts';
import { createSecrets, type Secrets } from './secrets.ts';
import { platformFetch, type Fetch } from './fetch.ts';
import { guardRandom } from './guard-random.ts';
import { guardScheduler } from './guard-scheduler.ts';
import { guardLimiter, type GuardedLimiter } from './guard-limiter.ts';
import { REGION_URLS } from './regions.ts';
import { checkToken, type Token } from './token.ts';

/** No engine makes a text of more characters. */
const MAX_BODY_SIZE = 2 ** 29 - 25;

/** What all requests of one subscription share. */
export interface Client {
  /** Of the API, without a slash at its end. */
  readonly baseUrl: string;
  /** The `Intercom-Version` header; `null` for none. */
  readonly version: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly token: Token | undefined;
  readonly fetch: Fetch;
  /** Ends the stream. */
  readonly signal: AbortSignal | undefined;
  /** Milliseconds for one attempt. */
  readonly timeout: number;
  /** Bytes of a successful body. */
  readonly maxBodySize: number;
  readonly retry: RetryBounds;
  readonly rateLimiter: GuardedLimiter;
  readonly scheduler: SchedulerLike;
  /** For durations: the clock of the scheduler may be set while they pass. */
  readonly monotonic: TimestampProvider;
  readonly random: () => number;
  readonly reporter: Reporter;
  readonly secrets: Secrets;
}

/**
 * Checks the options and fills in the defaults.
 *
 * @param onComplete - called in place of the option
 * @throws {@link InvalidOptionsError} for the first bad one, and for options that cannot be read
 */
export function createClient(
  options: ClientOptions & ReporterOptions,
  onComplete?: ReporterOptions['onComplete'],
): Client {
  return readOptions(() => resolveClient(options, onComplete));
}

function resolveClient(
  options: ClientOptions & ReporterOptions,
  onComplete: ReporterOptions['onComplete'],
): Client {
  checkObject('options', options);
  // Also those that are not the client's.
  Object.values(options);
  refuseForeign(options);
  const {
    token,
    region = 'us',
    baseUrl,
    version = '2.7',
    fetch = platformFetch,
    signal,
    timeout = 60_000,
    maxBodySize = 256 * 1024 ** 2,
    retry = {},
    scheduler = asyncScheduler,
    rateLimiter,
    random = Math.random,
    events,
  } = options;

  if (typeof token !== 'function' && !(token === undefined && baseUrl !== undefined)) {
    checkToken(token);
  }
  check(Object.keys(REGION_URLS).includes(region), 'region', region, "'us', 'eu' or 'au'");
  checkVersion(version);
  check(typeof fetch === 'function', 'fetch', fetch, 'a WHATWG fetch');
  checkSignal(signal);
  checkDelay('timeout', timeout, 1);
  checkInteger('maxBodySize', maxBodySize, 1, MAX_BODY_SIZE);
  checkMethods('rateLimiter', rateLimiter, 'reserve', 'update', 'pause');
  checkMethods('scheduler', scheduler, 'now', 'schedule');
  checkFunction('random', random);
  checkMethods('events', events, 'next');
  if (retry !== false) checkObject('retry', retry, 'an object or false');

  const reporter = createReporter({ events, onComplete: onComplete ?? options.onComplete });
  const secrets = createSecrets();
  // A limiter may fail before there is a request.
  if (typeof token === 'string') secrets.add(token);
  const guarded = scheduler === asyncScheduler ? scheduler : guardScheduler(scheduler);
  return {
    baseUrl: baseUrl === undefined ? REGION_URLS[region] : resolveBaseUrl(baseUrl),
    version,
    headers: {
      Accept: 'application/json',
      ...(version === null ? {} : { 'Intercom-Version': version }),
    },
    token,
    fetch,
    signal,
    timeout,
    maxBodySize,
    retry: resolveRetry(retry === false ? { count: 0 } : retry, 'retry.'),
    rateLimiter: guardLimiter(
      rateLimiter ?? createLimiter(monotonicClock(options.scheduler)),
      reporter,
      secrets.redact,
    ),
    scheduler: guarded,
    monotonic: monotonicClock(options.scheduler === undefined ? undefined : guarded),
    random: guardRandom(random),
    reporter,
    secrets,
  };
}

/** See https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/update-your-api-version */
function checkVersion(version: unknown): void {
  const valid =
    version === null ||
    (typeof version === 'string' && /^(?:1\.[0-4]|(?:[2-9]|[1-9]\d+)\.\d+|Preview)$/.test(version));
  check(valid, 'version', version, "'1.0' to '1.4', '2.0' and newer, 'Preview' or null");
}
