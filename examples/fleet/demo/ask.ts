import { Client } from 'pg';
import { useSchema } from '../store/open-pool.ts';

/** Asks PostgreSQL something, over a connection of its own. */
export async function ask<Value>(
  url: string,
  fleet: string,
  question: (client: Client) => Promise<Value>,
): Promise<Value> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await useSchema(client, fleet);
    return await question(client);
  } finally {
    await client.end();
  }
}
