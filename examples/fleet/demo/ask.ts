import { Client } from 'pg';

/** Asks PostgreSQL something, over a connection of its own. */
export async function ask<Value>(
  url: string,
  fleet: string,
  question: (client: Client) => Promise<Value>,
): Promise<Value> {
  const client = new Client({ connectionString: url, options: `-c search_path=${fleet}` });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await question(client);
  } finally {
    await client.end();
  }
}
