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
  return startServer({
    url: `redis://127.0.0.1:${port}`,
    program,
    args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    ask: () => ping(port),
  });
}

/** It refuses commands while it loads its data. */
async function ping(port: number): Promise<void> {
  const redis = new Redis(port, '127.0.0.1', {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.ping();
  } finally {
    redis.disconnect();
  }
}
