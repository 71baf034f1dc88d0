import type { Logger } from 'pino';
import type { StreamEvent } from 'rx-intercom';

/** An observer that writes a line for each event: what is out of the ordinary stands out. */
export function logEvents(logger: Pick<Logger, 'debug' | 'info' | 'warn'>) {
  return {
    next(event: StreamEvent): void {
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
          logger.info({ duration: event.duration }, 'wait for the rate limit');
          break;
        case 'limiter-pause':
          logger.info({ duration: event.duration, reason: event.reason }, 'pause after a 429');
          break;
        case 'limiter-failure':
          logger.warn({ err: event.error, method: event.method }, 'the rate limiter failed');
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
