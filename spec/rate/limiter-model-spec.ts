import { describe, expect, it, jest } from '@jest/globals';
import { play, type Outcome, type Scene } from '../../bench/limiter/model.ts';
import { createRateLimiter } from '../../lib/index.ts';

// A model of minutes takes seconds on a busy machine.
jest.setTimeout(20_000);

/** A run of twelve windows of ten seconds; the seed is printed where it fails. */
function run(scene: Partial<Scene>): Outcome {
  const standard: Scene = {
    limit: () => 50,
    window: 10_000,
    windows: 12,
    streams: 64,
    answer: 500,
    foreign: 0,
    tells: true,
    seed: 7,
  };
  return play({ ...standard, ...scene }, (scheduler) => createRateLimiter({ scheduler }), true);
}

describe('streams that share a limiter', () => {
  it.each([
    { limit: 50, streams: 16, answer: 100 },
    { limit: 50, streams: 256, answer: 6_000 },
    { limit: 166, streams: 64, answer: 500 },
    { limit: 166, streams: 64, answer: 2_000 },
    { limit: 166, streams: 256, answer: 6_000 },
    { limit: 1_667, streams: 256, answer: 500 },
  ])('should use the limit of $limit with $streams in flight: $answer ms', (row) => {
    const { used, refused } = run({ ...row, limit: () => row.limit });
    expect(used).toBeGreaterThanOrEqual(0.97);
    expect(refused).toBe(0);
  });

  it.each([
    { limit: 50, streams: 64, answer: 2_000 },
    { limit: 166, streams: 64, answer: 2_000 },
    { limit: 166, streams: 256, answer: 100 },
    { limit: 50, streams: 256, answer: 6_000 },
    { limit: 166, streams: 256, answer: 6_000 },
  ])('should meet few 429s beside another app: $limit, $streams, $answer ms', (row) => {
    const { used, refusedShare } = run({ ...row, limit: () => row.limit, foreign: 0.3 });
    expect(used).toBeGreaterThanOrEqual(0.97);
    expect(refusedShare).toBeLessThanOrEqual(0.015);
  });

  it('should meet no 429 where the limit falls from window to window', () => {
    const limits = [40, 10, 80, 25];
    const { used, refused } = run({ limit: (window) => limits[window % 4] ?? 0 });
    expect(refused).toBe(0);
    expect(used).toBeGreaterThanOrEqual(0.97);
  });

  it('should each get their turn: 300 that start at once', () => {
    const { refused, least, most } = run({ limit: () => 150, streams: 300 });
    expect(refused).toBe(0);
    expect(least).toBeGreaterThanOrEqual(3);
    expect(most - least).toBeLessThanOrEqual(6);
  });

  it('should use windows of one second', () => {
    const { used, refused } = run({ window: 1_000, windows: 40, answer: 60 });
    expect(refused).toBe(0);
    expect(used).toBeGreaterThanOrEqual(0.95);
  });

  it('should back off together where the server tells nothing', () => {
    const { used, refusedShare } = run({ limit: () => 166, streams: 100, tells: false });
    expect(refusedShare).toBeLessThanOrEqual(0.1);
    expect(used).toBeGreaterThanOrEqual(0.8);
  });
});
