import { describe, expect, it } from '@jest/globals';
import { NO_REQUEST } from '../../lib/errors/error-context.ts';
import { ErrorListError } from '../../lib/errors/error-list-error.ts';
import { HttpError } from '../../lib/errors/http-error.ts';
import { RateLimitError } from '../../lib/errors/rate-limit-error.ts';
import { TimeoutError } from '../../lib/errors/timeout-error.ts';
import type { PageEvent, StreamEvent } from '../../lib/events/stream-event.ts';
import { countEvent, createReport } from '../../lib/events/count-event.ts';
import type { WalkReport } from '../../lib/events/walk-report.ts';

const request = { method: 'GET', url: 'https://api.intercom.io/conversations?per_page=20' };

/** A refusal without entries. */
function refusal(status: number) {
  return { status, requestId: null, rateLimit: null, retryAt: null, errors: [] };
}

function page(changes: Partial<PageEvent> = {}): PageEvent {
  const counts = { conversations: 20, duplicates: 0, totalCount: 42 };
  return { kind: 'page', pass: 0, number: 1, ...counts, isOrdered: null, ...changes };
}

function retry(error: unknown, delay: number): StreamEvent {
  return { kind: 'retry', error, count: 1, delay };
}

function report(...events: readonly StreamEvent[]): WalkReport {
  const counted = createReport();
  for (const event of events) countEvent(counted, event);
  return counted;
}

describe('a report', () => {
  it('should begin with nothing', () => {
    expect(report()).toStrictEqual({
      conversations: 0,
      pages: 0,
      requests: 0,
      retries: 0,
      waited: 0,
      firstTotalCount: null,
      lastTotalCount: null,
      passes: 0,
      duplicates: 0,
      isOrdered: null,
    });
  });

  it.each<[string, StreamEvent, Partial<WalkReport>]>([
    ['a request', { kind: 'request', request, attempt: 1 }, { requests: 1 }],
    ['a repeated request', { kind: 'request', request, attempt: 4 }, { requests: 1 }],
    [
      'a response',
      { kind: 'response', request, attempt: 1, status: 200, duration: 80, rateLimit: null },
      {},
    ],
    [
      'a refusal, which a retry may follow',
      { kind: 'response', request, attempt: 1, status: 429, duration: 80, rateLimit: null },
      {},
    ],
    ['a wait', { kind: 'wait', duration: 700 }, { waited: 700 }],
    ['a retry of a timeout', retry(new TimeoutError(NO_REQUEST, 429), 900), { retries: 1 }],
    ['a retry of a 503', retry(new HttpError(NO_REQUEST, refusal(503), ''), 900), { retries: 1 }],
    ['a retry of anything', retry('429', 900), { retries: 1 }],
    [
      'a retry of a rate limit',
      retry(new RateLimitError(NO_REQUEST, refusal(429)), 900),
      { retries: 1, waited: 900 },
    ],
    [
      'a retry of a 429 of HTML',
      retry(new HttpError(NO_REQUEST, refusal(429), ''), 900),
      { retries: 1, waited: 900 },
    ],
    [
      'a retry of an error.list under 200',
      retry(new ErrorListError(NO_REQUEST, refusal(200), 'error-list'), 900),
      { retries: 1 },
    ],
    ['a pass', { kind: 'pass', number: 1, since: 5 }, { passes: 1 }],
    ['a later pass', { kind: 'pass', number: 7, since: null }, { passes: 1 }],
    [
      'a page',
      page(),
      { pages: 1, conversations: 20, firstTotalCount: 42, lastTotalCount: 42, isOrdered: null },
    ],
    [
      'a page of a pass',
      page({ pass: 2, conversations: 3, duplicates: 4, totalCount: 9, isOrdered: true }),
      {
        pages: 1,
        conversations: 3,
        duplicates: 4,
        firstTotalCount: 9,
        lastTotalCount: 9,
        isOrdered: true,
      },
    ],
    ['a page that tells no count', page({ totalCount: null }), { pages: 1, conversations: 20 }],
  ])('should take note of %s', (_, event, expected) => {
    expect(report(event)).toStrictEqual({ ...createReport(), ...expected });
  });

  it('should sum up', () => {
    const limited = new RateLimitError(NO_REQUEST, refusal(429));
    const events: readonly StreamEvent[] = [
      { kind: 'wait', duration: 100 },
      { kind: 'request', request, attempt: 1 },
      retry(limited, 2_000),
      { kind: 'wait', duration: 50 },
      { kind: 'request', request, attempt: 2 },
      page({ conversations: 20, duplicates: 1, totalCount: 40 }),
      { kind: 'request', request, attempt: 1 },
      retry(new TimeoutError(NO_REQUEST, 1), 500),
      { kind: 'request', request, attempt: 2 },
      page({ conversations: 19, duplicates: 2, totalCount: 41 }),
      { kind: 'pass', number: 1, since: 5 },
      { kind: 'request', request, attempt: 1 },
      page({ conversations: 1, duplicates: 3, totalCount: 43 }),
      { kind: 'pass', number: 2, since: 6 },
    ];
    expect(report(...events)).toStrictEqual({
      conversations: 40,
      pages: 3,
      requests: 5,
      retries: 2,
      waited: 2_150,
      firstTotalCount: 40,
      lastTotalCount: 43,
      passes: 2,
      duplicates: 6,
      isOrdered: null,
    });
  });

  it.each([
    [[null, null], null],
    [[true, true], true],
    [[true, false], false],
    [[false, true], false],
    [[false, true, true], false],
    [[true, true, false], false],
  ])('should say that the list was in order when all pages were: %j', (pages, expected) => {
    const events = pages.map((isOrdered) => page({ isOrdered }));
    expect(report(...events).isOrdered).toBe(expected);
  });

  it.each([
    [[40, 41, 42], 40, 42],
    [[null, 41, 42], null, 42],
    [[40, 41, null], 40, null],
    [[40], 40, 40],
    [[0], 0, 0],
  ])('should tell the first and the last count: %j', (counts, first, last) => {
    const events = counts.map((totalCount) => page({ totalCount }));
    expect(report(...events)).toMatchObject({ firstTotalCount: first, lastTotalCount: last });
  });
});
