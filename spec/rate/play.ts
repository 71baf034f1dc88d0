import { parseRateLimit } from '../../lib/rate/rate-limit.ts';
import { createRateLimiter, type RateLimiter } from '../../lib/index.ts';
import { WINDOW } from './answer.ts';

/** How long one request is under way, and how long its sender then rests, in milliseconds. */
export interface Trip {
  readonly up: number;
  readonly down: number;
  readonly rest: number;
}

/** A server, and the clients that share one budget on it. */
export interface Scene {
  /** Requests the server carries out in a window. */
  readonly limit: number;
  /** Whether what it says is left is without the request it answers; Intercom's own is with it. */
  readonly countsItself: boolean;
  /** How far the server's clock is ahead of the clients'. */
  readonly skew: number;
  /** The requests of each client, one after the other; refused ones are repeated. */
  readonly clients: readonly (readonly Trip[])[];
  readonly shared?: boolean;
}

/** Plays a scene in virtual time. */
export function play({ limit, countsItself, skew, clients, shared = true }: Scene) {
  const clock = { time: Date.UTC(2024, 0, 1), now: () => clock.time };
  const agenda: { readonly at: number; readonly run: () => void }[] = [];
  const arrivals = new Map<number, number>();
  const leftWhenPaused: number[] = [];
  let refused = 0;
  let done = 0;
  let turns = 0;

  const after = (delay: number, run: () => void): void => {
    const at = clock.time + delay;
    const index = agenda.findIndex((later) => later.at > at);
    agenda.splice(index < 0 ? agenda.length : index, 0, { at, run });
  };
  const handle = () => {
    const now = clock.time + skew;
    const window = Math.floor(now / WINDOW);
    const arrived = (arrivals.get(window) ?? 0) + 1;
    arrivals.set(window, arrived);
    const headers = new Headers({
      date: new Date(now).toUTCString(),
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - arrived + (countsItself ? 0 : 1))),
      'x-ratelimit-reset': String(((window + 1) * WINDOW) / 1000),
    });
    return { headers, window, refused: arrived > limit };
  };
  const start = (limiter: RateLimiter, trips: readonly Trip[], window: number): void => {
    const [trip, ...others] = trips;
    if (trip === undefined) return;
    const wait = Number(limiter.reserve());
    if (wait > 0) {
      leftWhenPaused.push(limit - (arrivals.get(window) ?? 0));
      after(wait, () => {
        start(limiter, trips, window);
      });
      return;
    }
    after(trip.up, () => {
      const response = handle();
      after(trip.down, () => {
        const rateLimit = parseRateLimit(response.headers, clock.time);
        limiter.update(rateLimit);
        if (response.refused) limiter.pause(rateLimit?.resetIn ?? 0);
        refused += response.refused ? 1 : 0;
        done += response.refused ? 0 : 1;
        after(trip.rest, () => {
          start(limiter, response.refused ? trips : others, response.window);
        });
      });
    });
  };

  const common = createRateLimiter({ scheduler: clock });
  for (const trips of clients) {
    start(shared ? common : createRateLimiter({ scheduler: clock }), trips, NaN);
  }
  for (let next = agenda.shift(); next !== undefined; next = agenda.shift()) {
    if ((turns += 1) > 1_000_000) throw new Error('the scene does not end');
    clock.time = next.at;
    next.run();
  }
  return { arrivals: [...arrivals.values()], leftWhenPaused, refused, done };
}
