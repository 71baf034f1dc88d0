import { noop } from 'rxjs';
import type { RateLimiter } from '../rate/rate-limiter.ts';

/** A request that wants to go. */
export interface Place {
  /** It may go now, and has left the line. */
  readonly go: () => void;
  /** The request has to wait for this time, in milliseconds, and then asks again. */
  readonly wait: (duration: unknown) => void;
  /** `reserve` rejected with this error. The request asks again after this time, in milliseconds. */
  readonly retry: (error: unknown, duration: number) => void;
  /** `reserve` threw this error. */
  readonly fail: (error: unknown) => void;
}

/** The requests of all streams that share a limiter, in the order in which they came. */
export interface WaitingLine {
  /** How many requests wait. */
  readonly size: () => number;
  /**
   * Asks the limiter for the first of the line, until it refuses. Each place that asked and may not go
   * is told how long to wait. A new place joins the line at its end.
   */
  readonly ask: (place: Place) => void;
  readonly leave: (place: Place) => void;
}

/** Milliseconds to wait after the first rejection of `reserve`, and the longest of such waits. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 1_000;

/** Makes the line of a limiter. The limiter is asked one question at a time. */
export function createWaitingLine(limiter: RateLimiter): WaitingLine {
  const places = new Set<Place>();
  const asking = new Set<Place>();
  let isAsking = false;
  let rejections = 0;

  const each = (tell: (place: Place) => void): void => {
    const told = [...asking];
    asking.clear();
    told.forEach(tell);
  };
  /** Nobody waits any more, and no stream is there that could be told of a failure. */
  const giveBack = async (): Promise<void> => limiter.update(null);
  const settle = (answer: unknown): void => {
    rejections = 0;
    if (typeof answer !== 'number' || !(answer <= 0)) {
      each((place) => {
        place.wait(answer);
      });
      return;
    }
    const first = places.values().next().value;
    if (first === undefined) giveBack().catch(noop);
    else {
      leave(first);
      first.go();
    }
  };
  const reject = (error: unknown): void => {
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** rejections);
    rejections += 1;
    each((place) => {
      place.retry(error, pause);
    });
  };
  const run = (): void => {
    isAsking = true;
    while (asking.size > 0) {
      try {
        const answer = limiter.reserve();
        if (typeof answer !== 'number') {
          answer.then(settle, reject).then(run, run);
          return;
        }
        settle(answer);
      } catch (error) {
        each((place) => {
          place.fail(error);
        });
      }
    }
    isAsking = false;
  };
  const leave = (place: Place): void => {
    places.delete(place);
    asking.delete(place);
  };

  return {
    size: () => places.size,
    ask(place) {
      places.add(place);
      asking.add(place);
      if (!isAsking) run();
    },
    leave,
  };
}
