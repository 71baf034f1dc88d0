import { Pool } from 'pg';

/** A connection that hangs fails, so that it is tried again. */
export function openPool(url: string, schema: string, worker: string): Pool {
  const pool = new Pool({
    connectionString: url,
    application_name: worker,
    options: `-c search_path=${schema}`,
    connectionTimeoutMillis: 5_000,
    query_timeout: 30_000,
    keepAlive: true,
  });
  // A connection that breaks fails the query it is used for; one that nobody uses is replaced.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  return pool;
}
