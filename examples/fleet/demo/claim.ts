import type { Client } from 'pg';

/** Any number; with it the lock is not one that something else takes. */
const RUNS = 7_201;

/**
 * Keeps a fleet for one run, as long as the connection lives.
 *
 * @throws `Error` with a sentence where another run has it
 */
export async function claim(client: Client, fleet: string): Promise<void> {
  const { rows } = await client.query<{ is_ours: boolean }>(
    'select pg_try_advisory_lock($1, hashtext($2)) as is_ours',
    [RUNS, fleet],
  );
  if (rows[0]?.is_ours !== true) {
    throw new Error(`Another run uses the schema ${fleet}: wait for its end, or set DATABASE_URL.`);
  }
}
