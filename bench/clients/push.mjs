import { bufferCount, concatMap, timer } from 'rxjs';

/** Drains a stream that pushes: work is done behind `concatMap`, as it would be in a program. */
export function drain(conversations$, { every, wait, take }) {
  if (every === 0) return conversations$.forEach(take);
  return conversations$
    .pipe(
      bufferCount(every),
      concatMap((conversations) => {
        conversations.forEach(take);
        return timer(wait);
      }),
    )
    .forEach(() => {});
}
