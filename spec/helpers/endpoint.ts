/** The first page with the default options. */
export const FIRST = 'https://api.intercom.io/conversations?per_page=20';

/** The page after a cursor that needs no encoding. */
export function after(cursor: string): string {
  return `${FIRST}&starting_after=${cursor}`;
}
