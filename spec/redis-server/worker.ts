/** A process with several streams that share one budget in Redis. Its task is JSON, its argument. */
import { mergeMap, range, repeat } from 'rxjs';
import { retrieveConversation$ } from '../../lib/index.ts';
import { createRedisRateLimiter } from '../../lib/redis/index.ts';
import { CLIENTS } from './clients.ts';
import type { Task } from './start-worker.ts';

const { port, url, client, streams, key } = JSON.parse(process.argv[2] ?? '') as Task;
const { evaluate } = await CLIENTS[client](port);
const options = {
  token: 'test-token',
  baseUrl: url,
  rateLimiter: createRedisRateLimiter({ evaluate, key }),
  retry: { count: 1_000, maxWait: 60_000 },
};
range(streams)
  .pipe(mergeMap(() => retrieveConversation$(options, '1').pipe(repeat())))
  .subscribe({
    error: (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  });
process.stdout.write('ready\n');
