import { describe, expect, it, jest } from '@jest/globals';
import { createWaitingLine, type Place, type WaitingLine } from '../../lib/http/waiting-line.ts';
import type { RateLimiter } from '../../lib/rate/rate-limiter.ts';
import { deferred } from '../helpers/deferred.ts';

/** A line whose limiter gives these answers, one after the other; the last one again and again. */
function lineWith(...answers: readonly (number | PromiseLike<number>)[]) {
  let asked = 0;
  const update = jest.fn<RateLimiter['update']>();
  const reserve = (): number | PromiseLike<number> => {
    asked += 1;
    return answers[asked - 1] ?? answers.at(-1) ?? 0;
  };
  const limiter: RateLimiter = { reserve, update, pause: () => undefined };
  return { line: createWaitingLine(limiter), asked: () => asked, update };
}

/** Places that write down what they are told. */
function createPlaces(...names: readonly string[]) {
  const log: string[] = [];
  const places = names.map((name): Place => ({
    go: () => log.push(`${name} goes`),
    wait: (duration) => log.push(`${name} waits ${String(duration)}`),
    retry: (error, duration) => log.push(`${name} retries in ${duration}: ${String(error)}`),
    fail: (error) => log.push(`${name} fails: ${String(error)}`),
  }));
  const ask = (line: WaitingLine, index: number): void => {
    const place = places[index];
    if (place !== undefined) line.ask(place);
  };
  return { log, places, ask };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a waiting line', () => {
  it('should let a request go at once where the limiter grants', () => {
    const { line } = lineWith(0);
    const { log, ask } = createPlaces('a');
    ask(line, 0);
    expect(log).toEqual(['a goes']);
    expect(line.size()).toBe(0);
  });

  it('should give a grant to the one that has waited longest, whoever asks', () => {
    const { line } = lineWith(100, 100, 0, 100);
    const { log, ask } = createPlaces('a', 'b');
    ask(line, 0);
    ask(line, 1);
    ask(line, 1);
    expect(log).toEqual(['a waits 100', 'b waits 100', 'a goes', 'b waits 100']);
    expect(line.size()).toBe(1);
  });

  it('should go on until the limiter refuses', () => {
    const { line, asked } = lineWith(100, 100, 0, 0);
    const { log, ask } = createPlaces('a', 'b', 'c');
    ask(line, 0);
    ask(line, 1);
    ask(line, 1);
    expect(log.slice(2)).toEqual(['a goes', 'b goes']);
    expect(asked()).toBe(4);
  });

  it('should not give a grant to one that has left', () => {
    const { line } = lineWith(100, 100, 0);
    const { log, places, ask } = createPlaces('a', 'b');
    ask(line, 0);
    ask(line, 1);
    for (const place of places.slice(0, 1)) line.leave(place);
    ask(line, 1);
    expect(log.slice(2)).toEqual(['b goes']);
  });

  it('should ask one question at a time', async () => {
    const answer = deferred<number>();
    const { line, asked } = lineWith(answer.promise, 50);
    const { log, ask } = createPlaces('a', 'b', 'c');
    [0, 1, 2].forEach((index) => {
      ask(line, index);
    });
    expect(asked()).toBe(1);
    answer.resolve(0);
    await settled();
    expect(log).toEqual(['a goes', 'b waits 50', 'c waits 50']);
    expect(asked()).toBe(2);
  });

  it('should report a grant as unused where nobody waits any more', async () => {
    const answer = deferred<number>();
    const { line, update } = lineWith(answer.promise);
    const { log, places, ask } = createPlaces('a');
    ask(line, 0);
    places.forEach(line.leave);
    answer.resolve(0);
    await settled();
    expect(log).toEqual([]);
    expect(update.mock.calls).toEqual([[null]]);
  });

  it.each<[string, () => PromiseLike<void>]>([
    ['rejects', () => Promise.reject(new Error('away'))],
    [
      'throws',
      () => {
        throw new Error('broken');
      },
    ],
  ])('should tell nobody where such a report %s', async (_, report) => {
    const answer = deferred<number>();
    const { line, update } = lineWith(answer.promise, 0);
    update.mockImplementation(report);
    const rejected = jest.fn();
    process.on('unhandledRejection', rejected);
    const { log, places, ask } = createPlaces('a', 'b');
    ask(line, 0);
    places.slice(0, 1).forEach(line.leave);
    answer.resolve(0);
    await settled();
    ask(line, 1);
    await settled();
    process.off('unhandledRejection', rejected);
    expect(update).toHaveBeenCalledTimes(1);
    expect(rejected).not.toHaveBeenCalled();
    expect(log).toEqual(['b goes']);
  });

  it('should let all wait longer with each rejection, up to a second', async () => {
    const { line } = lineWith(Promise.reject(new Error('no')));
    const { log, ask } = createPlaces('a');
    for (let turn = 0; turn < 6; turn += 1) {
      ask(line, 0);
      await settled();
    }
    expect(log.map((entry) => /\d+/.exec(entry)?.[0])).toEqual(
      [100, 200, 400, 800, 1_000, 1_000].map(String),
    );
  });

  it('should give each of 300 requests its turn', () => {
    let left = 0;
    const reserve = (): number => (left > 0 ? ((left -= 1), 0) : 100);
    const line = createWaitingLine({ reserve, update: () => undefined, pause: () => undefined });
    const turns = new Map<number, number>();
    const places = Array.from({ length: 300 }, (_, index): Place => {
      const place: Place = {
        go: () => turns.set(index, (turns.get(index) ?? 0) + 1),
        wait: () => undefined,
        retry: () => undefined,
        fail: () => undefined,
      };
      return place;
    });
    for (let window = 0; window < 60; window += 1) {
      left = 10;
      // The last to ask is not the first to go.
      for (const place of [...places].reverse()) line.ask(place);
    }
    expect(Math.max(...turns.values()) - Math.min(...turns.values())).toBeLessThanOrEqual(1);
    expect(turns.size).toBe(300);
  });
});
