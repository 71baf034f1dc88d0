import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc');

/** Collects all garbage, and tells what is left of the heap: what the program really holds. */
export function liveHeap() {
  gc();
  return getHeapStatistics().used_heap_size;
}
