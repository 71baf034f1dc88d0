/** The script in a real Redis, whose clock is set back. */
import { ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createRedisRateLimiter, type Evaluate } from '../../lib/redis/index.ts';
import { CLIENTS, type RedisClient } from './clients.ts';
import { startRedis, type RedisServer } from './redis-server.ts';

const HOUR = 3_600_000;
const WINDOW = 10_000;

describe('a clock that is set back by an hour', () => {
  let redis: RedisServer;
  let client: RedisClient;
  let now = Date.UTC(2026, 0, 5, 12);

  before(async () => {
    redis = await startRedis();
    client = await CLIENTS.ioredis(redis.port);
  });
  after(async () => {
    client.close();
    await redis.stop();
  });

  /** Takes the time from here in place of Redis. */
  const evaluate: Evaluate = (script, keys, args) => {
    const time = `{ ${Math.floor(now / 1000)}, ${(now % 1000) * 1000} }`;
    return client.evaluate(script.replace("redis.call('TIME')", time), keys, args);
  };

  it('should keep nobody longer than the window', async () => {
    const limiter = createRedisRateLimiter({ evaluate, key: 'test-app:test-workspace' });
    ok((await limiter.reserve()) === 0);
    const reset = new Date(now + WINDOW);
    await limiter.update({ limit: 100, remaining: 0, reset, resetIn: WINDOW });
    const before = Number(await limiter.reserve());
    ok(before > WINDOW / 2 && before <= WINDOW);
    now -= HOUR;
    const wait = Number(await limiter.reserve());
    ok(wait > 0 && wait <= WINDOW);
    now += wait;
    ok((await limiter.reserve()) === 0);
  });
});
