import { filter, startWith, Subject, take, type Observable } from 'rxjs';

/** Holds a walk back until its consumer wants the next page. */
export interface Gate {
  /** Emits once when the next page is wanted: at once, or after a check. For {@link walk}. */
  readonly ready: () => Observable<unknown>;

  /** To be called when the answer of `isOpen` may have changed. */
  readonly check: () => void;
}

/** @param isOpen - whether the next page is wanted */
export function createGate(isOpen: () => boolean): Gate {
  const changed = new Subject<void>();
  return {
    ready: () => changed.pipe(startWith(undefined), filter(isOpen), take(1)),
    check: () => {
      changed.next();
    },
  };
}
