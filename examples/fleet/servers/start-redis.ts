import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { findProgram } from './find-program.ts';
import { startServer, type Server } from './server.ts';

/** Starts `redis-server` on loopback. It keeps its data as BullMQ wants it kept. */
export function startRedis(folder: string, port: number): Promise<Server> {
  const program = findProgram('redis-server', 'redis-server', 'REDIS_URL');
  const dir = join(folder, 'redis');
  mkdirSync(dir, { recursive: true });
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir,
    save: '',
    appendonly: 'yes',
    'maxmemory-policy': 'noeviction',
  };
  const url = `redis://127.0.0.1:${port}`;
  return startServer({
    url,
    program,
    args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    ask: () => askRedis(url),
  });
}

/** Rejects while it does not answer, or loads its data. */
export async function askRedis(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let failure: unknown;
  redis.on('error', (error) => {
    failure = error;
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    throw failure ?? error;
  } finally {
    redis.disconnect();
  }
}
