/** A loop around the platform's `fetch`: no retry, no timeout, no check. */
import { headers, pageUrl } from './request.mjs';

export async function bare(work, consumer) {
  let cursor;
  do {
    const response = await globalThis.fetch(pageUrl(work, cursor), { headers });
    const { pages, conversations } = await response.json();
    for (const conversation of conversations) {
      consumer.take(conversation);
      if (consumer.due()) await consumer.work();
    }
    cursor = pages.next?.starting_after;
  } while (cursor !== undefined);
}
