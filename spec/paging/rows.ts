import { createDelivered, type Delivered, type Row } from '../../lib/paging/delivered.ts';
import type { Position } from '../../lib/paging/position.ts';

/** Rows written as `a5`: the id, and the second of `updated_at`. */
export function rows(text: string): readonly Row[] {
  return text.split(' ').flatMap((word) => {
    const [id = '', ...digits] = word;
    return id === '' ? [] : [{ id, updated_at: Number(digits.join('')) }];
  });
}

/** Delivered rows, written as {@link rows}. */
export function delivered(text: string): Delivered {
  return createDelivered(rows(text).map(({ id, updated_at }) => [id, updated_at]));
}

/** A position with its delivered rows spelled out, so that it can be compared. */
export function plain(position: Position): object {
  return { ...position, delivered: position.delivered.toMap() };
}
