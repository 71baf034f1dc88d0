import type { TimestampProvider } from 'rxjs';
import type { Advance, Position, Row } from './position.ts';

/** Says when the sweeps of a walk have caught up with the list. */
export interface CatchUp {
  /** A sweep begins, or goes on. */
  readonly begin: () => void;

  /**
   * A page of it is there.
   *
   * @returns whether there is nothing left that changed before this page was asked for
   */
  readonly isDone: (before: Position, page: Advance<Row>) => boolean;

  /** Milliseconds that the next sweep had better wait, to count when it finds nothing new. */
  readonly pause: () => number;
}

/** The unit of `updated_at`, in milliseconds. */
const SECOND = 1000;

/**
 * Makes the judge of one walk.
 *
 * A sweep of one page is a snapshot: when it holds nothing new, all is delivered. While a longer one
 * is read, a row may jump from a page to come to a page that is past. It shows on top of the list
 * afterwards, unless the second it changed in is the one the list began with. So a longer sweep
 * that found nothing new counts only when that second was over before it began, and when the list
 * begins with the same second after it.
 */
export function createCatchUp(clock: TimestampProvider): CatchUp {
  let begun = 0;
  let isQuiet = true;
  /** Whether the sweep before this one found nothing new, in a second that was over. */
  let isSettled = false;
  let newest: number | null = null;
  let since = -Infinity;

  return {
    begin() {
      begun = clock.now();
      // A clock may be set back.
      since = Math.min(since, begun);
      isQuiet = true;
    },

    isDone(before, { fresh, position, isOver }) {
      if (before.sweep === 0) return false;
      isQuiet &&= fresh.length === 0;
      if (before.page === 1 && isOver && isQuiet) return true;
      const mark = isOver ? position.downTo : position.mark;
      if (before.mark === null && mark !== null) {
        if (mark === newest && isQuiet && isSettled) return true;
        if (mark !== newest) since = clock.now();
        newest = mark;
      }
      if (!isOver) return false;
      const wasSettled = isSettled;
      isSettled = isQuiet && begun >= since + SECOND;
      // Twice nothing at all, where a list shows no row to go by.
      return isSettled && wasSettled;
    },

    pause: () => (isQuiet ? Math.min(SECOND, Math.max(0, since + SECOND - clock.now())) : 0),
  };
}
