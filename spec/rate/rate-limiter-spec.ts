import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { parseRateLimit, type RateLimit } from '../../lib/rate/rate-limit.ts';
import { createRateLimiter, type RateLimiter } from '../../lib/rate/rate-limiter.ts';

const WINDOW = 10_000;

/** A limiter on a clock that the spec moves. */
function limiterAt(start: number) {
  const clock = { time: start, now: () => clock.time };
  return { clock, limiter: createRateLimiter({ scheduler: clock }) };
}

/** What a response says of its window: what is left, and the milliseconds until it ends. */
function answer(remaining: number, resetIn: number, reset = WINDOW): RateLimit {
  return { limit: 100, remaining, reset: new Date(reset), resetIn };
}

/** Sends so many requests, none of them answered yet; gives what `reserve` answered. */
function reserve(limiter: RateLimiter, count: number): unknown[] {
  return Array.from({ length: count }, () => limiter.reserve());
}

/** How long one request is under way, and how long its sender then rests, in milliseconds. */
interface Trip {
  readonly up: number;
  readonly down: number;
  readonly rest: number;
}

/** A server, and the clients that share one budget on it. */
interface Scene {
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
function play({ limit, countsItself, skew, clients, shared = true }: Scene) {
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

/** A client that asks so many times, each time at the same pace. */
function steady(count: number, trip: Trip): readonly Trip[] {
  return Array.from({ length: count }, () => trip);
}

const scenes = fc.record({
  limit: fc.integer({ min: 1, max: 12 }),
  countsItself: fc.boolean(),
  skew: fc.integer({ min: -10_000_000, max: 10_000_000 }),
  clients: fc.array(
    fc.array(
      fc.record({
        up: fc.integer({ min: 0, max: 4_000 }),
        down: fc.integer({ min: 0, max: 4_000 }),
        rest: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3_000 })),
      }),
      { minLength: 1, maxLength: 20 },
    ),
    { minLength: 1, maxLength: 8 },
  ),
});

describe('createRateLimiter', () => {
  it('should grant few requests before the first response, then all that is left', () => {
    const { limiter } = limiterAt(0);
    expect(reserve(limiter, 10)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 100, 100]);
    limiter.update(answer(99, 9_000));
    expect(reserve(limiter, 92)).toEqual(Array.from({ length: 92 }, () => 0));
    expect(limiter.reserve()).toBeGreaterThan(0);
  });

  it('should grant what a response says is left, then wait for the reset', () => {
    const { clock, limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update(answer(2, 9_000));
    expect(reserve(limiter, 4)).toEqual([0, 0, 9_000, 9_000]);
    clock.time = 8_999;
    expect(limiter.reserve()).toBe(1);
    clock.time = 9_000;
    expect(limiter.reserve()).toBe(0);
  });

  it('should not count what it refuses', () => {
    const { clock, limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update({ ...answer(0, 9_000), limit: 2 });
    expect(reserve(limiter, 50)).toEqual(Array.from({ length: 50 }, () => 9_000));
    clock.time = 9_000;
    limiter.reserve();
    limiter.update({ ...answer(1, 9_999, 2 * WINDOW), limit: 2 });
    expect(reserve(limiter, 2)).toEqual([0, 9_999]);
  });

  it('should not pause while something is left', () => {
    const { clock, limiter } = limiterAt(0);
    for (let remaining = 99; remaining >= 0; remaining -= 1) {
      expect(limiter.reserve()).toBe(0);
      limiter.update(answer(remaining, WINDOW - clock.time));
      clock.time += 10;
    }
    expect(limiter.reserve()).toBe(WINDOW - clock.time);
  });

  it('should count requests in flight as used', () => {
    const { limiter } = limiterAt(0);
    reserve(limiter, 3);
    limiter.update(answer(3, 9_000));
    expect(reserve(limiter, 2)).toEqual([0, 100]);
  });

  it('should ask again soon while responses may show that those in flight are counted', () => {
    const { limiter } = limiterAt(0);
    reserve(limiter, 5);
    limiter.update(answer(2, 9_000));
    expect(limiter.reserve()).toBe(100);
    for (let answered = 0; answered < 4; answered += 1) limiter.update(answer(2, 9_000));
    expect(reserve(limiter, 3)).toEqual([0, 0, 9_000]);
  });

  it('should not give back what a request that failed may have used', () => {
    const { limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update(answer(2, 9_000));
    limiter.reserve();
    limiter.update(null);
    expect(reserve(limiter, 2)).toEqual([0, 9_000]);
  });

  it('should no longer count a request that failed as in flight', () => {
    const { clock, limiter } = limiterAt(0);
    reserve(limiter, 3);
    limiter.update(null);
    limiter.update(null);
    clock.time = 20;
    limiter.update(answer(3, 9_000));
    expect(reserve(limiter, 4)).toEqual([0, 0, 0, 9_000]);
  });

  it.each<[string, RateLimit | null]>([
    ['nothing', null],
    ['only the limit', { limit: 100, remaining: null, reset: null, resetIn: null }],
    ['no reset', { limit: 100, remaining: 0, reset: null, resetIn: null }],
    ['only the reset', { limit: null, remaining: null, reset: new Date(WINDOW), resetIn: 9_000 }],
  ])('should learn nothing from a response that says %s', (_name, rateLimit) => {
    const { limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update(rateLimit);
    expect(reserve(limiter, 3)).toEqual([0, 0, 0]);
  });

  it.each([
    { first: 3, second: 9, wait: 9_000 },
    { first: 9, second: 3, wait: 100 },
  ])('should take the lower of $first and $second left, said of one window', (row) => {
    const { limiter } = limiterAt(0);
    reserve(limiter, 2);
    limiter.update(answer(row.first, 9_000));
    limiter.update(answer(row.second, 9_000));
    expect(reserve(limiter, 4)).toEqual([0, 0, 0, row.wait]);
  });

  it('should ignore what a late answer says of an older window', () => {
    const { clock, limiter } = limiterAt(9_500);
    reserve(limiter, 2);
    clock.time = 10_500;
    limiter.update(answer(5, 9_500, 2 * WINDOW));
    limiter.update(answer(0, 100, WINDOW));
    expect(reserve(limiter, 6)).toEqual([0, 0, 0, 0, 0, 9_500]);
  });

  it.each([
    { earlier: 59_999, wait: 0 },
    { earlier: 60_000, wait: 5_000 },
    { earlier: 3_600_000, wait: 5_000 },
  ])('should wait $wait ms as told by a window that ends $earlier ms earlier', (row) => {
    const { limiter } = limiterAt(0);
    reserve(limiter, 2);
    limiter.update(answer(9, 9_000, 7_200_000));
    limiter.update(answer(0, 5_000, 7_200_000 - row.earlier));
    expect(limiter.reserve()).toBe(row.wait);
  });

  it('should take those still in flight off what a new window holds', () => {
    const { clock, limiter } = limiterAt(0);
    reserve(limiter, 3);
    limiter.update({ ...answer(0, 9_000), limit: 3 });
    clock.time = 9_000;
    expect(reserve(limiter, 2)).toEqual([0, 100]);
  });

  it('should ask again where a new window was used up by requests that all failed', () => {
    const { clock, limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update({ ...answer(0, 9_000), limit: 2 });
    clock.time = 9_000;
    expect(reserve(limiter, 3)).toEqual([0, 0, 100]);
    limiter.update(null);
    expect(limiter.reserve()).toBe(100);
    limiter.update(null);
    expect(limiter.reserve()).toBe(0);
  });

  it('should not be paused by a late answer of a window that is over, while it leaves room', () => {
    const { clock, limiter } = limiterAt(0);
    reserve(limiter, 2);
    limiter.update(answer(1, 1_000));
    expect(limiter.reserve()).toBe(100);
    clock.time = 1_000;
    expect(limiter.reserve()).toBe(0);
    limiter.update(answer(2, 1_000));
    expect(reserve(limiter, 2)).toEqual([0, 0]);
  });

  it('should take the word of a new window over that of the one before', () => {
    const { clock, limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update(answer(1, 9_000));
    limiter.reserve();
    clock.time = 8_900;
    limiter.update({ ...answer(3, 9_800, 2 * WINDOW), limit: 4 });
    expect(reserve(limiter, 4)).toEqual([0, 0, 0, 100]);
  });

  it('should wait for one window where a reset cannot be measured', () => {
    const { limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update({ ...answer(0, 0), resetIn: null });
    expect(limiter.reserve()).toBe(10_000);
  });

  it.each([15 * 60_000 + 1, 24.9 * 86_400_000, 1.8e12, Infinity])(
    'should take an absurd wait for one window: %d ms',
    (absurd) => {
      const told = limiterAt(0);
      told.limiter.reserve();
      told.limiter.update(answer(0, absurd));
      expect(told.limiter.reserve()).toBe(10_000);
      const refused = limiterAt(0);
      refused.limiter.pause(absurd);
      expect(refused.limiter.reserve()).toBe(10_000);
      refused.clock.time = 10_000;
      expect(refused.limiter.reserve()).toBe(0);
    },
  );

  it.each([0])('should not wait for a reset in %j ms', (resetIn) => {
    const { limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update({ ...answer(0, 0), resetIn });
    expect(reserve(limiter, 2)).toEqual([0, 0]);
  });

  it('should leave out the request itself where a fresh window still has its whole limit', () => {
    const { limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update({ ...answer(2, 9_000), limit: 2 });
    expect(reserve(limiter, 2)).toEqual([0, 9_000]);
  });

  it('should go by a clock that nobody sets back without one of its own', () => {
    const wall = jest.spyOn(Date, 'now').mockReturnValue(3_600_000);
    const monotonic = jest.spyOn(performance, 'now').mockReturnValue(500);
    try {
      const limiter = createRateLimiter();
      limiter.reserve();
      limiter.update(answer(0, 9_000));
      wall.mockReturnValue(0);
      expect(limiter.reserve()).toBe(9_000);
      monotonic.mockReturnValue(9_499);
      expect(limiter.reserve()).toBe(1);
      monotonic.mockReturnValue(9_500);
      expect(limiter.reserve()).toBe(0);
    } finally {
      wall.mockRestore();
      monotonic.mockRestore();
    }
  });

  it('should keep each limiter to itself', () => {
    const { limiter } = limiterAt(0);
    const other = limiterAt(0).limiter;
    limiter.pause(5_000);
    expect(limiter.reserve()).toBe(5_000);
    expect(other.reserve()).toBe(0);
  });
});

describe('pause', () => {
  it('should grant nothing for as long as told', () => {
    const { clock, limiter } = limiterAt(0);
    limiter.pause(5_000);
    expect(limiter.reserve()).toBe(5_000);
    clock.time = 4_999;
    expect(limiter.reserve()).toBe(1);
    clock.time = 5_000;
    expect(limiter.reserve()).toBe(0);
  });

  it('should hold although something is left', () => {
    const { limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update(answer(50, 9_000));
    limiter.pause(2_000);
    expect(limiter.reserve()).toBe(2_000);
  });

  it('should not use up what is left while it holds', () => {
    const { clock, limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update(answer(12, 9_000));
    limiter.pause(2_000);
    reserve(limiter, 50);
    clock.time = 2_000;
    expect(reserve(limiter, 12)).toEqual(Array.from({ length: 12 }, () => 0));
    expect(limiter.reserve()).toBe(7_000);
  });

  it.each([
    { first: 5_000, second: 1_000, wait: 5_000 },
    { first: 1_000, second: 5_000, wait: 5_000 },
    { first: 5_000, second: 0, wait: 5_000 },
    { first: 5_000, second: -1, wait: 5_000 },
    { first: 0, second: 0, wait: 0 },
  ])('should go on for the longer of $first ms and $second ms', ({ first, second, wait }) => {
    const { limiter } = limiterAt(0);
    limiter.pause(first);
    limiter.pause(second);
    expect(limiter.reserve()).toBe(wait);
  });

  it('should be lengthened by what ends later, counted from when it is told', () => {
    const { clock, limiter } = limiterAt(0);
    limiter.pause(5_000);
    clock.time = 4_000;
    limiter.pause(2_000);
    expect(limiter.reserve()).toBe(2_000);
    limiter.pause(1_500);
    expect(limiter.reserve()).toBe(2_000);
  });

  it.each([
    { held: 2_000, resetIn: 9_000, wait: 9_000 },
    { held: 9_000, resetIn: 2_000, wait: 9_000 },
  ])('should wait for the later of pause ($held ms) and reset ($resetIn ms)', (row) => {
    const { limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update(answer(0, row.resetIn));
    limiter.pause(row.held);
    expect(limiter.reserve()).toBe(row.wait);
  });
});

describe('clients that share a limiter', () => {
  const pace = { up: 40, down: 60, rest: 0 };
  const scene: Scene = {
    limit: 6,
    countsItself: false,
    skew: 0,
    clients: [steady(24, pace), steady(12, pace)],
  };

  it.each([true, false])('should use each window up and get no 429: counts itself %s', (yes) => {
    const { arrivals, refused, done } = play({ ...scene, countsItself: yes });
    expect(arrivals).toEqual([6, 6, 6, 6, 6, 6]);
    expect(refused).toBe(0);
    expect(done).toBe(36);
  });

  it('should fare better than clients that do not', () => {
    expect(play({ ...scene, shared: false }).refused).toBeGreaterThan(0);
  });

  /*
   * Why it holds. Before the first answer of a window comes in, no client has sent the server more
   * than the one request it is waiting for: one for each client. From that answer on, what the
   * limiter grants, what is on its way and what the server has counted are never more than the
   * limit, because all in flight are taken off what the answer says is left, and the later answers
   * only lower it. A window that ends earlier for the server than for the limiter (times are read
   * in whole seconds, and late) only makes the limiter wait longer.
   */
  it('should never send more in a window than its limit, or than one request each', () => {
    fc.assert(
      fc.property(scenes, (each) => {
        const { arrivals, refused, done } = play(each);
        const clients = each.clients.length;
        expect(Math.max(...arrivals)).toBeLessThanOrEqual(Math.max(each.limit, clients));
        expect(clients <= each.limit ? refused : 0).toBe(0);
        expect(done).toBe(each.clients.flat().length);
      }),
    );
  });
});

describe('a client alone', () => {
  it('should be paused only when nothing is left, and get no 429', () => {
    fc.assert(
      fc.property(scenes, (each) => {
        const { leftWhenPaused, refused } = play({ ...each, clients: [each.clients.flat()] });
        expect(leftWhenPaused.filter((left) => left > 0)).toEqual([]);
        expect(refused).toBe(0);
      }),
    );
  });
});
