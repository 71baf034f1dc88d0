/** The textbook: `expand` over the cursors, in ten lines. */
import { concatMap, defer, EMPTY, expand } from 'rxjs';
import { drain } from './consumer.mjs';
import { headers, pageUrl } from './request.mjs';

export function textbook(work, consumer) {
  const page = (cursor) =>
    defer(async () => {
      const response = await globalThis.fetch(pageUrl(work, cursor), { headers });
      return response.json();
    });
  const conversations$ = page().pipe(
    expand(({ pages }) => (pages.next ? page(pages.next.starting_after) : EMPTY)),
    concatMap(({ conversations }) => conversations),
  );
  return drain(conversations$, consumer);
}
