import { checkServers } from '../servers/check-servers.ts';
import { findPort } from '../servers/find-port.ts';
import { startPostgres } from '../servers/start-postgres.ts';
import { startRedis } from '../servers/start-redis.ts';
import type { Server } from '../servers/server.ts';
import { createTemporaryFolder } from './temporary-folder.ts';

/** Redis and PostgreSQL. */
export interface Servers {
  readonly redisUrl: string;
  readonly databaseUrl: string;
  /** The servers that were started; a URL of the environment has none. */
  readonly redis: Server | null;
  readonly postgres: Server | null;
  /** Ends those that were started. */
  readonly stop: () => Promise<void>;
}

/**
 * Takes the servers of the environment, else starts them in a temporary folder.
 *
 * @param ports - of Redis and PostgreSQL; `0` for any
 * @throws `Error` with a sentence where a server is not installed or does not answer, or a port is taken
 */
export async function openServers(
  environment: NodeJS.ProcessEnv,
  ports: readonly [redis: number, postgres: number],
): Promise<Servers> {
  const folder = createTemporaryFolder();
  const { REDIS_URL, DATABASE_URL } = environment;
  let redis: Server | null = null;
  let postgres: Server | null = null;
  const stop = async (): Promise<void> => {
    await Promise.all([redis?.kill(), postgres?.kill()]);
    folder.remove();
  };
  try {
    redis = REDIS_URL ? null : await startRedis(folder.path, await findPort(ports[0]));
    postgres = DATABASE_URL ? null : await startPostgres(folder.path, await findPort(ports[1]));
    const redisUrl = redis?.url ?? REDIS_URL ?? '';
    const databaseUrl = postgres?.url ?? DATABASE_URL ?? '';
    await checkServers(redisUrl, databaseUrl);
    return { redisUrl, databaseUrl, redis, postgres, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
