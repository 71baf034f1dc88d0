/** The official SDK's search for everything, with its own defaults. */
import { IntercomClient } from 'intercom-client';
import { token } from './request.mjs';

export default async function read({ baseUrl, perPage }, consumer) {
  const client = new IntercomClient({ token, baseUrl });
  const search = {
    query: { field: 'created_at', operator: '>', value: '0' },
    pagination: { per_page: perPage },
  };
  for await (const conversation of await client.conversations.search(search)) {
    consumer.take(conversation);
    if (consumer.due()) await consumer.work();
  }
}
