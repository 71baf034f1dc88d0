import type { RangeState } from './range.ts';
import { findCut, shareAbove } from './find-cut.ts';
import { openRange } from './range.ts';

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
   * @returns its index; `null` where there is none at present
   */
  readonly take: () => number | null;

  /** A range as far as its pages are loaded. */
  readonly loaded: (index: number) => RangeState;

  /** A page has come: what remains of its range, and the rows and the total its query told. */
  readonly load: (index: number, range: RangeState, rows: number, total: number | null) => void;

  /** Another query goes on where the range stands. */
  readonly restart: (index: number) => void;

  /** Lowers the end of all ranges. */
  readonly shorten: (to: number) => void;

  /** The ranges behind a page that is about to be delivered. */
  readonly preview: (index: number, behind: RangeState) => readonly RangeState[];

  /** The page is delivered. */
  readonly deliver: (index: number, behind: RangeState) => void;

  /** Puts other ranges in place of all. */
  readonly reset: (ranges: readonly RangeState[]) => void;
}

/** @param leastRows - what must be left of a range so that it is cut */
export function createBoard(ranges: readonly RangeState[], leastRows: number): Board {
  let lanes: Lane[] = ranges.map((range) => createLane(range, null));

  const lane = (index: number): Lane => {
    const found = lanes[index];
    if (found === undefined) throw new RangeError(`There is no range ${index}`);
    return found;
  };

  /** A cut that was made meanwhile stands: `to` only goes down. */
  const merge = (behind: RangeState, { to }: RangeState): RangeState => ({ ...behind, to });

  const steal = (): number | null => {
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
    return lanes.push(thief) - 1;
  };

  return {
    ranges: () => lanes.map(({ delivered }) => delivered),
    take() {
      const open = lanes.findIndex(({ isWalked, loaded }) => !isWalked && !loaded.isDone);
      const index = open >= 0 ? open : steal();
      if (index !== null) lane(index).isWalked = true;
      return index;
    },
    loaded: (index) => lane(index).loaded,
    load(index, range, rows, total) {
      const own = lane(index);
      if (own.received === 0 && total !== null) own.total = total;
      own.received += rows;
      own.loaded = merge(range, own.loaded);
    },
    restart(index) {
      const own = lane(index);
      Object.assign(own, { total: left(own), received: 0, given: [] });
    },
    shorten(to) {
      for (const own of lanes) {
        own.loaded = clip(own.loaded, to);
        own.delivered = clip(own.delivered, to);
      }
    },
    preview: (index, behind) =>
      lanes.map(({ delivered }, at) => (at === index ? merge(behind, delivered) : delivered)),
    deliver(index, behind) {
      const own = lane(index);
      own.delivered = merge(behind, own.delivered);
      if (own.delivered.isDone) own.isWalked = false;
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
