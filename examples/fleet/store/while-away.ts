import { defer, lastValueFrom, retry, throwError, timer } from 'rxjs';

/** Milliseconds until it is tried again. */
const PAUSE = 500;

/**
 * The server stops or starts, only reads because another one takes its place, or has no room; its
 * name or its address is not known; a connection broke; or a transaction stood in the way of another.
 */
const AWAY =
  /^(08...|57P0[1-3]|25006|53...|40001|40P01|ENOTFOUND|EAI_AGAIN|E(HOST|NET)UNREACH|ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT)$/;

/** Of `pg`, which gives these no code. */
const BROKEN =
  /^(Connection terminated|Client has encountered|Query read timeout|timeout exceeded)/;

/** Does something again and again while PostgreSQL is away, so that a job waits and does not fail. */
export function whileAway<Value>(
  work: () => Promise<Value>,
  tell: (error: Error) => void,
): Promise<Value> {
  return lastValueFrom(
    defer(work).pipe(
      retry({
        delay: (error: unknown) => {
          if (!isAway(error)) return throwError(() => error);
          tell(error);
          return timer(PAUSE);
        },
      }),
    ),
  );
}

/** Whether PostgreSQL cannot be asked now, but may be later. */
export function isAway(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { code = '' } = error as NodeJS.ErrnoException;
  return AWAY.test(code) || BROKEN.test(error.message);
}
