/** Virtual time: what is to happen, in order. */
export interface Agenda {
  readonly now: () => number;
  /** Plans an action so many milliseconds from now; those of one time happen in the order of planning. */
  readonly after: (delay: number, action: () => void) => void;
  /** Does everything that is planned before `end`. */
  readonly run: (end: number) => void;
}

interface Entry {
  readonly at: number;
  readonly order: number;
  readonly action: () => void;
}

/** Makes an agenda whose clock shows `begin`. */
export function createAgenda(begin: number): Agenda {
  const heap: Entry[] = [];
  let time = begin;
  let order = 0;
  const isBefore = (a: number, b: number): boolean => {
    const [x, y] = [heap[a], heap[b]];
    if (x === undefined || y === undefined) return x !== undefined;
    return x.at < y.at || (x.at === y.at && x.order < y.order);
  };
  const swap = (a: number, b: number): void => {
    const [x, y] = [heap[a], heap[b]];
    if (x !== undefined && y !== undefined) [heap[a], heap[b]] = [y, x];
  };
  const push = (entry: Entry): void => {
    heap.push(entry);
    for (let at = heap.length - 1; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!isBefore(at, parent)) break;
      swap(at, parent);
      at = parent;
    }
  };
  const pop = (): Entry | undefined => {
    swap(0, heap.length - 1);
    const entry = heap.pop();
    for (let at = 0; ;) {
      let least = 2 * at + 1;
      if (least + 1 < heap.length && isBefore(least + 1, least)) least += 1;
      if (least >= heap.length || !isBefore(least, at)) break;
      swap(at, least);
      at = least;
    }
    return entry;
  };
  return {
    now: () => time,
    after(delay, action) {
      push({ at: time + Math.max(0, delay), order: (order += 1), action });
    },
    run(end) {
      for (let entry = pop(); entry !== undefined; entry = pop()) {
        if (entry.at >= end) return;
        time = entry.at;
        entry.action();
      }
    },
  };
}
