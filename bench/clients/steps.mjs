/** The common way to read in parallel: a search for each 30 days, eight of them at once. */
import { concatMap, defer, EMPTY, expand, from, mergeMap } from 'rxjs';
import { FIRST_SECOND, headers, LAST_SECOND } from './request.mjs';

const STEP = 30 * 24 * 60 * 60;
const AT_ONCE = 8;

export function steps({ baseUrl, perPage }, { take }) {
  const page = (since, starting_after) =>
    defer(async () => {
      const value = [
        { field: 'created_at', operator: '>', value: since - 1 },
        { field: 'created_at', operator: '<', value: since + STEP },
      ];
      const response = await globalThis.fetch(`${baseUrl}/conversations/search`, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify({
          query: { operator: 'AND', value },
          pagination: { per_page: perPage, starting_after },
        }),
      });
      return response.json();
    });
  const count = Math.ceil((LAST_SECOND + 1 - FIRST_SECOND) / STEP);
  const starts = Array.from({ length: count }, (_, step) => FIRST_SECOND + step * STEP);
  return from(starts)
    .pipe(
      mergeMap(
        (since) =>
          page(since).pipe(
            expand(({ pages }) => (pages.next ? page(since, pages.next.starting_after) : EMPTY)),
          ),
        AT_ONCE,
      ),
      concatMap(({ conversations }) => conversations),
    )
    .forEach(take);
}
