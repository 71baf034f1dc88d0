/**
 * A server with a rate limit, streams that share a limiter, and perhaps another program on the same
 * limit, in virtual time.
 */
import { createWaitingLine, type Place } from '../../lib/http/waiting-line.ts';
import type { RateLimit } from '../../lib/rate/rate-limit.ts';
import type { RateLimiter } from '../../lib/rate/rate-limiter.ts';
import { createAgenda } from './agenda.ts';
import { createRandom } from './random.ts';

/** What happens in one run. Times are in milliseconds. */
export interface Scene {
  /** Requests that the server carries out in the window with this number, from 0. */
  readonly limit: (window: number) => number;
  /** The length of a window. */
  readonly window: number;
  /** How many windows the run has. */
  readonly windows: number;
  /** Streams that each make one request after the other. */
  readonly streams: number;
  /** The time from a request to its response; each takes from half of it to one and a half. */
  readonly answer: number;
  /** The share of the limit that another program wants, at random times. */
  readonly foreign: number;
  /** Whether the server tells its limit in headers. */
  readonly tells: boolean;
  readonly seed: number;
}

/** What came of it. */
export interface Outcome {
  /** Requests that the server carried out, own and foreign, of those that were possible. */
  readonly used: number;
  /** The share of own requests that were answered with 429. */
  readonly refusedShare: number;
  readonly refused: number;
  /** Requests of the stream that had the fewest. */
  readonly least: number;
  /** Requests of the stream that had the most. */
  readonly most: number;
}

/** Makes a limiter on a clock. */
export type MakeLimiter = (clock: { readonly now: () => number }) => RateLimiter;

/** Milliseconds from the client to the server. */
const UP = 20;
/** Where in a window of the server the run begins. */
const BEGIN = Date.UTC(2024, 0, 1) + 3_370;

/** Where the limit stood when a request came in. */
interface Counted {
  readonly index: number;
  /** Requests that came before it in its window. */
  readonly before: number;
  readonly limit: number;
}

/** What the headers tell: `Date` in whole seconds, and what was left before the request itself. */
function rateLimitOf({ index, before, limit }: Counted, window: number, now: number): RateLimit {
  const reset = (index + 1) * window;
  return {
    limit,
    remaining: Math.max(0, limit - before),
    reset: new Date(reset),
    resetIn: Math.max(0, reset - Math.floor(now / 1000) * 1000),
  };
}

/**
 * Plays a scene.
 *
 * @param isOrdered - whether requests wait in one line, or each for itself
 */
export function play(scene: Scene, makeLimiter: MakeLimiter, isOrdered: boolean): Outcome {
  const { limit, window, windows, streams, answer, foreign, tells, seed } = scene;
  const random = createRandom(seed);
  const agenda = createAgenda(BEGIN);
  const limiter = makeLimiter(agenda);
  const line = createWaitingLine(limiter);
  const end = BEGIN + windows * window;
  const first = Math.floor(BEGIN / window);
  const counts = new Map<number, number>();
  const done = new Array<number>(streams).fill(0);
  let sent = 0;
  let refused = 0;

  const count = (): Counted => {
    const index = Math.floor(agenda.now() / window);
    const before = counts.get(index) ?? 0;
    counts.set(index, before + 1);
    return { index, before, limit: limit(index - first) };
  };
  const send = (stream: number): void => {
    const takes = Math.max(UP, answer * (0.5 + random()));
    sent += 1;
    agenda.after(UP, () => {
      const counted = count();
      const isRefused = counted.before >= counted.limit;
      agenda.after(isRefused ? UP : takes - UP, () => {
        const rateLimit = tells ? rateLimitOf(counted, window, agenda.now()) : null;
        let retryIn = 0;
        if (isRefused) {
          refused += 1;
          retries[stream] = (retries[stream] ?? 0) + 1;
          const wait = rateLimit?.resetIn ?? 0;
          const backoff = Math.min(30_000, 1_000 * 2 ** ((retries[stream] ?? 1) - 1)) * random();
          void limiter.pause(wait);
          void limiter.update(null);
          if (wait === 0) void limiter.pause(backoff);
          retryIn = wait === 0 ? backoff : wait + 1_000 * random();
        } else {
          void limiter.update(rateLimit);
          retries[stream] = 0;
          done[stream] = (done[stream] ?? 0) + 1;
        }
        agenda.after(retryIn, () => {
          start(stream);
        });
      });
    });
  };
  const retries: number[] = [];
  const start = (stream: number): void => {
    let isWaiting = true;
    const ask = (): void => {
      if (!isWaiting) return;
      if (isOrdered) {
        line.ask(place);
        return;
      }
      const wait = Number(limiter.reserve());
      if (wait <= 0) place.go();
      else place.wait(wait);
    };
    const place: Place = {
      go: () => {
        isWaiting = false;
        send(stream);
      },
      wait: (duration) => {
        agenda.after(Number(duration), ask);
      },
      retry: ask,
      fail: (error) => {
        throw error;
      },
    };
    ask();
  };
  const visit = (): void => {
    const rate = (foreign * limit(Math.floor(agenda.now() / window) - first)) / window;
    agenda.after(-Math.log(1 - random()) / rate, () => {
      count();
      visit();
    });
  };

  for (let stream = 0; stream < streams; stream += 1) start(stream);
  if (foreign > 0) visit();
  agenda.run(end);

  // The first window began before the run, and the last is cut off.
  let used = 0;
  let possible = 0;
  const busy = (streams * window) / Math.max(UP, answer);
  for (let index = first + 1; index < first + windows; index += 1) {
    const most = limit(index - first);
    used += Math.min(most, counts.get(index) ?? 0);
    possible += Math.min(most, busy + foreign * most);
  }
  return {
    used: used / possible,
    refusedShare: refused / sent,
    refused,
    least: Math.min(...done),
    most: Math.max(...done),
  };
}
