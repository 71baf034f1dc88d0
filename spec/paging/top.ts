import { startAfter, type Position } from '../../lib/paging/position.ts';

/** Where a walk begins. */
export const top: Position = startAfter(null);
