import type { Logger } from 'pino';
import type { StreamEvent } from 'rx-intercom';
import { nextBudget, UNKNOWN_BUDGET } from '../budget.ts';
import type { EventObserver } from './trace-walk.ts';

/**
 * An observer that writes a line for each event: what is out of the ordinary stands out. Pass one to
 * all walks that share a limiter, because its lines about the limiter tell how their budget stands.
 */
export function logEvents(logger: Pick<Logger, 'debug' | 'info' | 'warn'>): EventObserver {
  let budget = UNKNOWN_BUDGET;
  return {
    next(event: StreamEvent): void {
      budget = nextBudget(budget, event);
      switch (event.kind) {
        case 'request':
        case 'response':
        case 'page':
        case 'pass': {
          const { kind, ...details } = event;
          logger.debug(details, kind);
          break;
        }
        case 'wait':
          logger.info({ duration: event.duration, budget }, 'wait for the rate limit');
          break;
        case 'limiter-pause':
          logger.info({ budget }, 'pause after a 429');
          break;
        case 'limiter-failure':
          logger.warn(
            { err: event.error, method: event.method, budget },
            'the rate limiter failed',
          );
          break;
        case 'retry': {
          const { error, count, delay } = event;
          logger.warn({ err: error, count, delay }, 'retry');
          break;
        }
        case 'complete':
          logger.info(event.report, 'complete');
          break;
      }
    },
  };
}
