import { askPostgres } from './start-postgres.ts';
import { askRedis } from './start-redis.ts';

/** @throws `Error` with a sentence where one does not answer */
export async function checkServers(redisUrl: string, databaseUrl: string): Promise<void> {
  await explain('REDIS_URL', askRedis(redisUrl));
  await explain('DATABASE_URL', askPostgres(databaseUrl));
}

async function explain(variable: string, answer: Promise<void>): Promise<void> {
  try {
    await answer;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${variable} names a server that does not answer: ${reason}`, { cause: error });
  }
}
