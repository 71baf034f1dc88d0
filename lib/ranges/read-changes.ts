import { defer, EMPTY, filter, map, noop, repeat, tap, timer } from 'rxjs';
import type { Observable, SchedulerLike } from 'rxjs';
import { createGate } from '../paging/gate.ts';
import type { Delivered, Row } from '../paging/delivered.ts';
import { FAR, openRange, type RangeState } from './range.ts';
import { readRange, type RangeCursor, type RangePage, type RangeSource } from './read-range.ts';
import { createRecent } from './recent.ts';
import type { ServerClock } from './server-clock.ts';

/** How far the changes are read. */
export interface ChangesState {
  /** From where an interrupted run reads again, and how far it has come. */
  readonly range: RangeState;
  /** Delivered rows that may be met again. */
  readonly recent: Delivered;
}

/** A page of changes that waits for its work. */
export interface ChangesPage<Item> {
  readonly items: readonly Item[];
  readonly duplicates: number;
  /** Where the phase stands behind the page. */
  readonly behind: ChangesState;
  /** To be called when the work is done. */
  readonly release: () => void;
}

/** How changes are read. */
export interface ReadChangesConfig<Item> {
  readonly start: ChangesState;
  /** The start of the export, in unix seconds. */
  readonly startedAt: number;
  /** In seconds. */
  readonly lookBack: number;
  /** Rows in ascending order of `updated_at`. */
  readonly source: RangeSource<Item>;
  /** Whether a row belongs to the export. */
  readonly isWanted: (row: Item) => boolean;
  /** Whether anything has changed lately, so that something more may come to be seen. */
  readonly isActive: () => boolean;
  readonly clock: ServerClock;
  readonly scheduler: SchedulerLike;
  /** Called when the changes since a second are read, again or for the first time. */
  readonly onPass: (since: number) => void;
}

const SECOND = 1000;

/**
 * Reads what has changed, oldest change first: a row that changes meanwhile moves to the end, so it
 * comes again and is never missed. Reads on until a pass shows nothing more that had changed before this
 * phase began, so a workspace that never rests does not keep it for ever.
 *
 * A search that shows changes late may not show all of them yet. So where anything has changed
 * lately, the phase ends `lookBack` after the start at the earliest, with one more pass over all of it.
 */
export function readChanges<Item extends Row>({
  start,
  startedAt,
  lookBack,
  source,
  isWanted,
  isActive,
  clock,
  scheduler,
  onPass,
}: ReadChangesConfig<Item>): Observable<ChangesPage<Item>> {
  return defer(() => {
    const begun = clock.moment();
    const recent = createRecent(start.recent, () => clock.now() / SECOND);
    let range = start.range;
    let isHeld = false;
    let hasFound = false;
    let hasLookedBack = false;
    const gate = createGate(() => !isHeld);
    const cursor: RangeCursor = {
      range: () => range,
      load: (behind) => {
        range = behind;
      },
      restart: noop,
    };

    /** Changes since this second may still come to be seen. */
    const unsettled = ({ from, at }: RangeState): number =>
      Math.max(from, Math.min(at ?? from, Math.floor(begun().earliest / SECOND)) - lookBack);

    const readPass = (): Observable<ChangesPage<Item>> => {
      onPass(range.at ?? range.from);
      return readRange(cursor, source, gate.whenOpen).pipe(
        map(hold),
        filter((page) => page !== null),
      );
    };

    const hold = ({ fresh, behind }: RangePage<Item>): ChangesPage<Item> | null => {
      const wanted = fresh.filter(isWanted);
      const items = wanted.filter(recent.isNew);
      // Known rows count too, but for those of the first second: a search that shows a limited number
      // of rows may hide new ones behind them.
      const latest = Math.floor(begun().latest / SECOND);
      hasFound ||= fresh.some(
        (row) => row.updated_at < latest && (row.updated_at > behind.from || recent.isNew(row)),
      );
      if (items.length === 0) return null;
      isHeld = true;
      const from = unsettled(behind);
      const remembered = recent.add(items, from);
      const release = (): void => {
        isHeld = false;
        gate.check();
      };
      const stand = { range: { ...behind, from }, recent: remembered };
      return { items, duplicates: wanted.length - items.length, behind: stand, release };
    };

    /** Emits when another pass is due; completes when none is. */
    const nextPass = (): Observable<unknown> => {
      if (hasFound) {
        hasFound = false;
        range = { ...range, isDone: false };
        return gate.whenOpen();
      }
      // The export started less than two seconds after `startedAt`: both it and `Date` are whole seconds.
      const longest = (2 + lookBack) * SECOND;
      const wait = Math.min(longest, longest + startedAt * SECOND - clock.now());
      if (hasLookedBack || lookBack === 0 || !isActive() || wait <= 0) return EMPTY;
      hasLookedBack = true;
      return timer(wait, scheduler).pipe(
        tap(() => {
          range = openRange(unsettled(range), FAR, false);
        }),
      );
    };

    return defer(readPass).pipe(repeat({ delay: nextPass }));
  });
}
