import { advance, type Advance, type AdvanceConfig } from '../../lib/paging/advance.ts';
import type { ListPage } from '../../lib/paging/advance.ts';
import type { Row } from '../../lib/paging/delivered.ts';
import type { Position } from '../../lib/paging/position.ts';

/** Moves on behind a page. Unless told otherwise, the pass starts there, and no date lies ahead. */
export function advanceBehind(
  position: Position,
  page: ListPage<Row>,
  { known = position.delivered.toMap(), ...config }: Partial<AdvanceConfig> = {},
): Advance<Row> {
  return advance(position, page, {
    known,
    remembersNewer: false,
    now: Infinity,
    requestedAt: null,
    lookBack: 0,
    ...config,
  });
}
