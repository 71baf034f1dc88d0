import { Pool, type ClientBase } from 'pg';

/** A connection that hangs fails, so that it is tried again. */
export function openPool(url: string, schema: string, worker: string): Pool {
  const pool = new Pool({
    connectionString: url,
    application_name: worker,
    connectionTimeoutMillis: 5_000,
    query_timeout: 30_000,
    keepAlive: true,
    onConnect: (client) => useSchema(client, schema),
  });
  // A connection that breaks fails the query it is used for; one that nobody uses is replaced.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  return pool;
}

/** Not an option of the connection: those of the URL would take its place. */
export async function useSchema(client: ClientBase, schema: string): Promise<void> {
  await client.query(`set search_path to "${schema}"`);
}
