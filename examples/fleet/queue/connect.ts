import { Redis } from 'ioredis';
import type { Evaluate } from 'rx-intercom/redis';

/** The connections of a process to Redis. */
export interface Connections {
  /** For the jobs: what is asked while Redis is away is done when it is back. */
  readonly jobs: Redis;
  /** For the budget: what is asked while Redis is away fails at once, and is asked again. */
  readonly evaluate: Evaluate;
  readonly close: () => void;
}

/** @param tell - receives a line for each failure */
export function connect(url: string, tell: (line: string) => void): Connections {
  const retryStrategy = (): number => 200;
  const jobs = new Redis(url, { maxRetriesPerRequest: null, retryStrategy });
  const budget = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 1_000,
    retryStrategy,
  });
  jobs.on('error', (error: Error) => {
    tell(`Redis is away: ${error.message}`);
  });
  budget.on('error', () => undefined);
  return {
    jobs,
    evaluate: (script, keys, args) => budget.eval(script, keys.length, ...keys, ...args),
    close() {
      jobs.disconnect();
      budget.disconnect();
    },
  };
}
