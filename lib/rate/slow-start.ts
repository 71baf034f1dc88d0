import { FEW } from './cautious-start.ts';
import { WINDOW } from './rate-limit.ts';

/**
 * How many requests may be in flight on a server that tells no limit: few at first, one more with
 * each response, and after a 429 one, then again more, slowly from half of what was refused.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5681#section-3.1
 */
export interface SlowStart {
  /** How many requests may be in flight. */
  readonly bound: () => number;
  /** A request has ended, and said nothing of the limit. */
  readonly end: () => void;
  /**
   * A 429 came.
   *
   * @param duration - milliseconds that it is to be waited for
   * @param isPaused - whether it came during the pause after another one
   * @returns milliseconds to wait; they double with each 429 until another response comes
   */
  readonly refuse: (duration: number, isPaused: boolean) => number;
}

/** Makes the bound of a server of which nothing is known. */
export function createSlowStart(): SlowStart {
  let bound = FEW;
  let threshold = Infinity;
  let pause = 0;
  let isRefused = false;
  return {
    bound: () => Math.floor(bound),
    end() {
      if (!isRefused) {
        pause = 0;
        bound += bound < threshold ? 1 : 1 / bound;
      }
      isRefused = false;
    },
    refuse(duration, isPaused) {
      isRefused = true;
      if (bound > 2) threshold = bound / 2;
      bound = 1;
      if (isPaused || duration <= 0) return duration;
      pause = Math.max(duration, Math.min(WINDOW, 2 * pause));
      return pause;
    },
  };
}
