import type { ListPage } from '../../lib/paging/advance.ts';
import type { Row } from '../../lib/paging/delivered.ts';
import { rows } from '../helpers/rows.ts';

/** A page with these rows. */
export function listPage(
  text: string,
  next: string | null,
  number: number | null = null,
): ListPage<Row> {
  return { items: rows(text), number, next };
}
