import type { Observable } from 'rxjs';
import { of } from 'rxjs';
import type { Step } from '../../lib/paging/paginate.ts';

/** A page that knows its place. */
export interface Numbered extends Step<number> {
  readonly number: number;
}

/** Loads pages that answer at once: 0, 1, 2 and so on, as many as counted. */
export function synchronous(count: number) {
  return (number: number): Observable<Numbered> =>
    of({ number, next: number === count - 1 ? null : number + 1 });
}
