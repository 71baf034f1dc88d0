import type { CatchUpProgress } from '../types/checkpoint.ts';

/** What a page showed. */
export interface JudgedPage {
  /** Where the walk stood before it. */
  readonly before: { readonly pass: number; readonly page: number };
  /** The `updated_at` of the first row that is not dated ahead; `null` where the page has none. */
  readonly top: number | null;
  /** The rows that were new. */
  readonly fresh: readonly unknown[];
  readonly isOver: boolean;
}

/** Before the first pass. */
export const NOT_STARTED: CatchUpProgress = {
  begunAt: null,
  isQuiet: true,
  isSettled: false,
  newest: null,
  newestSince: null,
  hasTop: false,
  seenAt: null,
};

/** The unit of `updated_at`, in milliseconds. */
const SECOND = 1000;

/** A longer pause between two pages, in milliseconds, makes what was seen before it worthless. */
const LONGEST_PAUSE = 2 * SECOND;

/**
 * A pass begins, or goes on where an earlier run left it. After a pause, nothing seen before proves that
 * all is delivered: a change may have become visible late.
 */
export function startPass(state: CatchUpProgress, now: number): CatchUpProgress {
  const pause = now - (state.seenAt ?? -Infinity);
  const isRecent = pause >= 0 && pause <= LONGEST_PAUSE;
  // The clock may have been set back.
  const begunAt = Math.min(state.begunAt ?? now, now);
  const newestSince = state.newestSince === null ? null : Math.min(state.newestSince, begunAt);
  const isQuiet = state.begunAt === null || (state.isQuiet && isRecent);
  return { ...state, begunAt, newestSince, isQuiet, isSettled: state.isSettled && isRecent };
}

/** Everything is delivered. Another run knows the newest second, but has to see for itself. */
export function stopCatchingUp(state: CatchUpProgress): CatchUpProgress {
  return { ...state, begunAt: null, isQuiet: true, isSettled: false, hasTop: false };
}

/**
 * Judges a page.
 *
 * A one-page pass is a snapshot: nothing new means done. During a longer pass, a row can move from
 * an unread page to a page already read. The next pass sees it at the top, below the rows that are dated
 * ahead, unless it moved within the newest second, where rows are ordered by id. So a longer pass counts
 * only if that second had ended before it started, and the next pass starts with the same second.
 *
 * @returns the state after the page, and whether everything that changed before the page was
 * requested is delivered
 */
export function judge(
  state: CatchUpProgress,
  { before, top, fresh, isOver }: JudgedPage,
  now: number,
): { readonly state: CatchUpProgress; readonly isDone: boolean } {
  const begunAt = isOver ? null : state.begunAt;
  if (before.pass === 0) return { state: { ...state, begunAt, seenAt: now }, isDone: false };
  const isQuiet = state.isQuiet && fresh.length === 0;
  if (before.page === 1 && isOver && isQuiet) return { state, isDone: true };
  let { newest, newestSince } = state;
  if (!state.hasTop && top !== null) {
    // A known row is now the top when it was dated ahead before, and its time has come.
    const isSame = top === newest || (isQuiet && newest !== null && top > newest);
    if (isSame && isQuiet && state.isSettled) return { state, isDone: true };
    if (!isSame) newestSince = now;
    newest = top;
  }
  const hasTop = !isOver && (state.hasTop || top !== null);
  const hadEnded = newestSince === null || (state.begunAt ?? now) >= newestSince + SECOND;
  const isSettled = isOver ? isQuiet && hadEnded : state.isSettled;
  return {
    state: { begunAt, isQuiet, isSettled, newest, newestSince, hasTop, seenAt: now },
    // A list whose rows are all dated ahead, or that shows none: nothing new twice.
    isDone: isOver && isSettled && state.isSettled,
  };
}

/**
 * How long to wait before the next pass, in milliseconds. A pass that starts within the newest row's
 * second proves nothing.
 */
export function delayNextPass({ isQuiet, newestSince }: CatchUpProgress, now: number): number {
  if (!isQuiet || newestSince === null) return 0;
  return Math.min(SECOND, Math.max(0, newestSince + SECOND - now));
}
