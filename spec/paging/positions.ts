import { createDelivered, type Delivered } from '../../lib/paging/delivered.ts';
import type { Position } from '../../lib/paging/position.ts';
import { rows } from '../helpers/rows.ts';

/** Delivered rows, for example `a5 b4`: ids, and the seconds of `updated_at`. */
export function delivered(text: string): Delivered {
  return createDelivered(rows(text).map(({ id, updated_at }) => [id, updated_at]));
}

/** A position with its delivered rows spelled out, so that it can be compared. */
export function plain(position: Position): object {
  return { ...position, delivered: position.delivered.toMap() };
}
