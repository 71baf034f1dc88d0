/** The limiter on a real Redis, through each client. */
import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRedisRateLimiter } from '../../lib/redis/index.ts';
import { CLIENTS, type RedisClient } from './clients.ts';
import { startRedis, type RedisServer } from './redis-server.ts';

const told = (remaining: number, resetIn: number) => ({
  limit: 20,
  remaining,
  reset: new Date(Date.UTC(2024, 0, 1)),
  resetIn,
});

for (const [name, connect] of Object.entries(CLIENTS)) {
  describe(`a limiter through ${name}`, () => {
    let redis: RedisServer;
    let client: RedisClient;
    before(async () => {
      redis = await startRedis();
      client = await connect(redis.port);
    });
    after(async () => {
      client.close();
      await redis.stop();
    });
    const make = (key: string) =>
      createRedisRateLimiter({ evaluate: client.evaluate, key, timeout: 200 });
    const reserve = async (limiter: ReturnType<typeof make>, count: number): Promise<number[]> => {
      const answers: number[] = [];
      for (let asked = 0; asked < count; asked += 1) answers.push(await limiter.reserve());
      return answers;
    };

    it('should grant eight requests before the first response, then what it told', async () => {
      const [one, other] = [make('told'), make('told')];
      deepEqual(await reserve(one, 5), [0, 0, 0, 0, 0]);
      deepEqual(await reserve(other, 4), [0, 0, 0, 100]);
      await one.update(told(12, 5_000));
      // Seven are in flight.
      deepEqual(await reserve(other, 6), [0, 0, 0, 0, 0, 100]);
    });

    it('should not count the requests of a killed process once later ones are answered', async () => {
      const [killed, other] = [make('killed'), make('killed')];
      await reserve(killed, 4);
      await sleep(2);
      await reserve(other, 4);
      for (const remaining of [15, 14, 13, 12]) await other.update(told(remaining, 60_000));
      deepEqual(await reserve(other, 9), [...Array<number>(8).fill(0), 100]);
      await sleep(2_100);
      // The other eight have no answer, and none after them: they are used.
      deepEqual(await reserve(other, 5), [...Array<number>(4).fill(0), 100]);
    });

    it('should not grant again what a server that stalls may have counted', async () => {
      const limiter = make('stalled');
      await reserve(limiter, 4);
      for (const remaining of [20, 19, 18, 17]) await limiter.update(told(remaining, 60_000));
      const granted = (await reserve(limiter, 20)).filter((wait) => wait === 0).length;
      ok(granted <= 16, String(granted));
      await sleep(2_100);
      ok(((await reserve(limiter, 1))[0] ?? 0) > 1_000);
    });

    it('should wait for the next window where Redis has lost its last writes', async () => {
      const limiter = make('lost');
      await reserve(limiter, 2);
      await limiter.update(told(18, 60_000));
      await client.evaluate(
        "return redis.call('DEL', KEYS[1])",
        ['rx-intercom:{lost}:tickets'],
        [],
      );
      await limiter.update(told(17, 60_000));
      ok(((await reserve(limiter, 1))[0] ?? 0) > 50_000);
    });

    it('should share a pause, and refill by the time of Redis', async () => {
      const [one, other] = [make('paused'), make('paused')];
      await one.reserve();
      await one.update(told(0, 300));
      const wait = await other.reserve();
      ok(wait > 200 && wait <= 300, String(wait));
      await sleep(wait + 5);
      equal(await other.reserve(), 0);
      await one.pause(5_000);
      ok((await other.reserve()) > 4_000);
    });

    it('should keep budgets of other keys apart', async () => {
      await make('first').pause(5_000);
      equal(await make('second').reserve(), 0);
    });

    it('should keep its keys for a day, in one hash slot', async () => {
      await make('slot').reserve();
      const script = "return { redis.call('PTTL', KEYS[1]), redis.call('PTTL', KEYS[2]) }";
      const keys = ['rx-intercom:{slot}:budget', 'rx-intercom:{slot}:tickets'];
      for (const left of (await client.evaluate(script, keys, [])) as number[]) {
        ok(left > 86_390_000 && left <= 86_400_000);
      }
    });

    it('should answer in little time', async () => {
      const limiter = make('cost');
      const times: number[] = [];
      for (let turn = 0; turn < 2_000; turn += 1) {
        const start = performance.now();
        await limiter.reserve();
        times.push(performance.now() - start);
        await limiter.update({ ...told(1_000_000, 5_000), limit: 1_000_001 });
      }
      const median = times.sort((a, b) => a - b)[1_000] ?? NaN;
      process.stdout.write(`${name}: reserve takes ${median.toFixed(3)} ms at the median\n`);
      ok(median < 10);
    });

    it('should reject when Redis hangs, and give a late grant back', async () => {
      const limiter = make('hang');
      redis.freeze();
      await rejects(async () => limiter.reserve(), /within 200 ms/);
      redis.thaw();
      await sleep(100);
      const keys = ['rx-intercom:{hang}:budget', 'rx-intercom:{hang}:tickets'];
      equal(await client.evaluate("return redis.call('ZCARD', KEYS[2])", keys, []), 0);
    });

    it('should reject at once when Redis is away, and grant when it is back', async () => {
      const limiter = make('away');
      await redis.kill();
      await sleep(50);
      await rejects(async () => limiter.reserve());
      await redis.start();
      await sleep(500);
      equal(await limiter.reserve(), 0);
    });
  });
}
