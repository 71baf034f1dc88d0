/** The official SDK, with its own defaults. */
import { IntercomClient } from 'intercom-client';
import { token } from './request.mjs';

export async function list({ baseUrl, perPage }, consumer) {
  const client = new IntercomClient({ token, baseUrl });
  await readAll(await client.conversations.list({ per_page: perPage }), consumer);
}

/** A search for everything. */
export async function search({ baseUrl, perPage }, consumer) {
  const client = new IntercomClient({ token, baseUrl });
  const query = { field: 'created_at', operator: '>', value: '0' };
  const pagination = { per_page: perPage };
  await readAll(await client.conversations.search({ query, pagination }), consumer);
}

async function readAll(conversations, consumer) {
  for await (const conversation of conversations) {
    consumer.take(conversation);
    if (consumer.due()) await consumer.work();
  }
}
