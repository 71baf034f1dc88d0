import { checkDuration, checkOption, isCount } from './check-option.ts';
import type { TestRequest } from './request-record.ts';
import type { TestSearchOptions } from './test-search-options.ts';

/** {@link TestSearchOptions} with the defaults filled in. */
export type SearchSettings = {
  readonly [Name in keyof TestSearchOptions]-?: Exclude<TestSearchOptions[Name], undefined>;
};

/**
 * Fills in the defaults. The functions answer the same however often they are asked for one request.
 * Throws a `RangeError` for a value that cannot be.
 */
export function resolveSearchOptions(options: TestSearchOptions): SearchSettings {
  const {
    bounds = 'exclusive',
    lag = 0,
    maxResults = Infinity,
    maxTotalCount = Infinity,
    ignoreSort = false,
    endEarly = () => false,
    refuseCursor = () => false,
  } = options;
  return {
    bounds: checkOption('search.bounds', bounds, isBounds, "'exclusive', 'inclusive' or 'day'"),
    lag: checkDuration('search.lag', lag),
    maxResults: checkOption('search.maxResults', maxResults, isCap, aCap),
    maxTotalCount: checkOption('search.maxTotalCount', maxTotalCount, isCap, aCap),
    ignoreSort,
    endEarly: oncePerRequest(endEarly),
    refuseCursor: oncePerRequest(refuseCursor),
  };
}

const aCap = 'a whole number from 0, or Infinity';

function isCap(value: number): boolean {
  return isCount(value) || value === Infinity;
}

function isBounds(value: string): boolean {
  return ['exclusive', 'inclusive', 'day'].includes(value);
}

/** A request is answered twice when its latency depends on the answer. */
function oncePerRequest(ask: (request: TestRequest) => boolean): (request: TestRequest) => boolean {
  const answers = new WeakMap<TestRequest, boolean>();
  return (request) => {
    const answer = answers.get(request) ?? ask(request);
    answers.set(request, answer);
    return answer;
  };
}
