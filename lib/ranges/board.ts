import { findCut, shareAbove } from './find-cut.ts';
import { openRange, type RangeState } from './range.ts';
import type { RangeCursor } from './read-range.ts';

/** A range that a walker has taken. */
export interface TakenRange extends RangeCursor {
  /** All ranges behind a page that is about to be delivered. */
  readonly preview: (behind: RangeState) => readonly RangeState[];

  /** The page is delivered. */
  readonly deliver: (behind: RangeState) => void;
}

/** A range of an export, and what is known of its rest. */
interface Lane {
  /** As far as pages are loaded. */
  loaded: RangeState;
  /** As far as pages are delivered. */
  delivered: RangeState;
  isWalked: boolean;
  /** How many rows its query finds; an estimate before the first page, `null` without one. */
  total: number | null;
  /** How many rows of its query have come. */
  received: number;
  /** What was cut off since its query began. */
  given: Lane[];
}

/** The ranges of an export, and who walks which. */
export interface Board {
  /** As far as pages are delivered. */
  readonly ranges: () => readonly RangeState[];

  /**
   * Takes a range for a walker: one that is open and not walked, else the upper half of the range
   * with the most rows left.
   *
   * @returns `null` where there is none at present
   */
  readonly take: () => TakenRange | null;

  /** Lowers the end of all ranges. */
  readonly shorten: (to: number) => void;

  /** Puts other ranges in place of all. */
  readonly reset: (ranges: readonly RangeState[]) => void;
}

/** @param leastRows - what must be left of a range so that it is cut */
export function createBoard(ranges: readonly RangeState[], leastRows: number): Board {
  let lanes: Lane[] = ranges.map((range) => createLane(range, null));

  /** A cut that was made meanwhile stands: `to` only goes down. */
  const merge = (behind: RangeState, { to }: RangeState): RangeState => ({ ...behind, to });

  const steal = (): Lane | null => {
    const largest = lanes
      .filter(({ isWalked, loaded }) => isWalked && !loaded.isDone)
      .reduce<Lane | null>((best, next) => (left(next) > left(best) ? next : best), null);
    const cut = largest && left(largest) >= leastRows ? findCut(largest.loaded) : null;
    if (largest === null || cut === null) return null;
    const { to, isReread } = largest.loaded;
    const estimate = Math.round(left(largest) * shareAbove(largest.loaded, cut));
    const thief = createLane(openRange(cut, to, isReread), estimate);
    largest.given.push(thief);
    largest.loaded = { ...largest.loaded, to: cut };
    largest.delivered = { ...largest.delivered, to: cut };
    lanes.push(thief);
    return thief;
  };

  const open = (own: Lane): TakenRange => ({
    range: () => own.loaded,
    load(range, rows, total) {
      if (own.received === 0 && total !== null) own.total = total;
      own.received += rows;
      own.loaded = merge(range, own.loaded);
    },
    restart() {
      Object.assign(own, { total: left(own), received: 0, given: [] });
    },
    preview: (behind) =>
      lanes.map((lane) => (lane === own ? merge(behind, lane.delivered) : lane.delivered)),
    deliver(behind) {
      own.delivered = merge(behind, own.delivered);
      if (own.delivered.isDone) own.isWalked = false;
    },
  });

  return {
    ranges: () => lanes.map(({ delivered }) => delivered),
    take() {
      const free = lanes.find(({ isWalked, loaded }) => !isWalked && !loaded.isDone) ?? steal();
      if (free === null) return null;
      free.isWalked = true;
      return open(free);
    },
    shorten(to) {
      for (const own of lanes) {
        own.loaded = clip(own.loaded, to);
        own.delivered = clip(own.delivered, to);
      }
    },
    reset(next) {
      lanes = next.map((range) => createLane(range, null));
    },
  };
}

function clip(range: RangeState, to: number): RangeState {
  return { ...range, to: Math.max(range.from, Math.min(range.to, to)) };
}

function createLane(range: RangeState, total: number | null): Lane {
  const shared = { loaded: range, delivered: range };
  return { ...shared, isWalked: false, total, received: 0, given: [] };
}

/** How many rows are left of a range, as far as that is known. */
function left(lane: Lane | null): number {
  if (lane?.total == null) return 0;
  const given = lane.given.reduce((sum, { total }) => sum + (total ?? 0), 0);
  return Math.max(0, lane.total - lane.received - given);
}
