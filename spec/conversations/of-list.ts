import type { DeletedConversation } from '../../lib/index.ts';
import { deletions } from '../helpers/deletion-list.ts';

/** A list of two hundred deletions. */
export const LIST = deletions(200);

/** Those that were there from the beginning. */
export function ofList(rows: readonly DeletedConversation[]): readonly DeletedConversation[] {
  return rows.filter(({ id }) => Number(id) <= 200);
}
