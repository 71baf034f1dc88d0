/** The official SDK, with its own defaults. */
import { IntercomClient } from 'intercom-client';
import { token } from './request.mjs';

export default async function read({ baseUrl, perPage }, consumer) {
  const client = new IntercomClient({ token, baseUrl });
  for await (const conversation of await client.conversations.list({ per_page: perPage })) {
    consumer.take(conversation);
    if (consumer.due()) await consumer.work();
  }
}
