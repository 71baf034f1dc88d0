import { asyncScheduler } from 'rxjs';
import { isKnownVersion } from './api-version.ts';
import { checkCount, checkDuration, checkOption, isCount } from './check-option.ts';
import { resolveSearchOptions, type SearchSettings } from './resolve-search-options.ts';
import { compareDeletions } from './test-deletion.ts';
import type { TestIntercomOptions } from './test-intercom-options.ts';

/** The options that have no default. */
type Open = 'createdAt' | 'hidden';

/** {@link TestIntercomOptions} with the defaults filled in. */
export type Settings = {
  readonly [Name in Exclude<keyof TestIntercomOptions, Open | 'search'>]-?: Exclude<
    TestIntercomOptions[Name],
    undefined
  >;
} & {
  readonly [Name in Open]: TestIntercomOptions[Name];
} & { readonly search: SearchSettings };

/** Fills in the defaults. Throws a `RangeError` for a number, window or version that cannot be. */
export function resolveOptions(options: TestIntercomOptions): Settings {
  const {
    conversations = 100,
    createdAt,
    light = false,
    parts = () => undefined,
    hidden,
    search = {},
    deleted = [],
    compareDeleted = compareDeletions,
    seed = 1,
    token = 'test-token',
    rateLimit = { limit: 1667, window: 10_000 },
    latency = 0,
    version = '2.7',
    fault = () => undefined,
    scheduler = asyncScheduler,
  } = options;
  if (typeof conversations === 'number') checkCount('conversations', conversations);
  if (rateLimit !== null) {
    const { limit, window } = rateLimit;
    checkCount('rateLimit.limit', limit);
    checkOption('rateLimit.window', window, isWindow, 'whole seconds, in milliseconds');
  }
  if (typeof latency === 'number') checkDuration('latency', latency);
  checkOption('version', version, isKnownVersion, "a version of the API, such as '2.7'");
  return {
    ...{ conversations, createdAt, light, parts, hidden, deleted, compareDeleted },
    ...{ seed, token, rateLimit, latency, version, fault, scheduler },
    search: resolveSearchOptions(search),
  };
}

function isWindow(ms: number): boolean {
  return ms > 0 && isCount(ms / 1000);
}
