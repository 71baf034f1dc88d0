import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { play, type Scene, type Trip } from './play.ts';

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
