import { filter, startWith, Subject, take, type Observable } from 'rxjs';

/** Holds a walk back until its consumer wants more. */
export interface Gate {
  /** Emits once and completes, as soon as the gate is open: at once, or after a `check`. */
  readonly whenOpen: () => Observable<unknown>;

  /** To be called when the answer of `isOpen` may have changed. */
  readonly check: () => void;
}

/** @param isOpen - whether more is wanted */
export function createGate(isOpen: () => boolean): Gate {
  const changed = new Subject<void>();
  return {
    whenOpen: () => changed.pipe(startWith(undefined), filter(isOpen), take(1)),
    check: () => {
      changed.next();
    },
  };
}
