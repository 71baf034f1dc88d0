import type { RouteResponse } from 'fetch-mock';
import { errorList } from './list-body.ts';
import { NOW } from './virtual-time.ts';

/** Headers of a server whose clock shows `date` and whose window refills at `reset`. */
export function limits(remaining: number, reset: number, date = NOW): Record<string, string> {
  return {
    Date: new Date(date).toUTCString(),
    'X-RateLimit-Limit': '167',
    'X-RateLimit-Remaining': String(remaining),
    'X-RateLimit-Reset': String(reset / 1000),
  };
}

/** A 429 with these headers. */
export function tooMany(headers: Record<string, string> = {}): RouteResponse {
  return { status: 429, headers, body: errorList('rate_limit_exceeded') };
}
