import { Redis } from 'ioredis';
import { createClient } from 'redis';
import type { Evaluate } from '../../lib/redis/index.ts';

/** A connection to Redis, as a program makes it. */
export interface RedisClient {
  readonly evaluate: Evaluate;
  readonly flush: () => Promise<unknown>;
  readonly close: () => void;
}

/** The clients that the limiter is tried with. */
export const CLIENTS = { ioredis: connectIoredis, 'node-redis': connectNodeRedis };

/** Commands fail at once while there is no connection, so that nothing hangs. */
function connectIoredis(port: number): Promise<RedisClient> {
  const redis = new Redis(port, '127.0.0.1', {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 1_000,
    retryStrategy: () => 100,
  });
  redis.on('error', () => undefined);
  return new Promise((resolve) => {
    redis.once('ready', () => {
      resolve({
        evaluate: (script, keys, args) => redis.eval(script, keys.length, ...keys, ...args),
        flush: () => redis.flushall(),
        close: () => {
          redis.disconnect();
        },
      });
    });
  });
}

/** As above: `disableOfflineQueue` refuses commands while there is no connection. */
async function connectNodeRedis(port: number): Promise<RedisClient> {
  const redis = createClient({
    socket: { host: '127.0.0.1', port, reconnectStrategy: 100 },
    disableOfflineQueue: true,
  });
  redis.on('error', () => undefined);
  await redis.connect();
  return {
    evaluate: (script, keys, args) => redis.eval(script, { keys, arguments: args }),
    flush: () => redis.flushAll(),
    close: () => {
      redis.destroy();
    },
  };
}
