import { createTestIntercom, type Fault, type TestIntercom } from 'rx-intercom/testing';
import { elementAt, firstValueFrom, Subject } from 'rxjs';

/** How a busy workspace shall be. */
export interface BusyOptions {
  readonly conversations: number;
  /** The requests a second that it allows. */
  readonly limit: number;
  /** After so many requests each, something goes wrong. */
  readonly faultEvery: number;
}

/** A workspace that changes with every request and fails with some, until it is told to rest. */
export interface BusyWorkspace {
  readonly intercom: TestIntercom;
  /** The ids that were changed, each of them once. */
  readonly changed: ReadonlySet<string>;
  /** Resolves when so many more requests have come. */
  readonly requests: (count: number) => Promise<unknown>;
  readonly rest: () => void;
}

const FAULTS: readonly Fault[] = [
  { status: 503 },
  { reset: true },
  { status: 429, headers: { 'retry-after': '1' } },
  { truncate: 2_000 },
];

export function createBusyWorkspace(
  { conversations, limit, faultEvery }: BusyOptions,
  random: () => number,
): BusyWorkspace {
  const request$ = new Subject<void>();
  const changed = new Set<string>();
  let isBusy = true;

  const intercom = createTestIntercom({
    conversations,
    latency: 20,
    rateLimit: { limit, window: 1_000 },
    fault({ number }) {
      request$.next();
      if (!isBusy) return undefined;
      change(number);
      return number % faultEvery === 0 ? FAULTS[(number / faultEvery) % FAULTS.length] : undefined;
    },
  });

  /** What changes twice in one second looks the same to the API's clients, so nothing does. */
  function change(number: number): void {
    const id = String(1 + Math.floor(random() * conversations));
    if (!changed.has(id)) {
      intercom.update(id, { state: 'snoozed', title: `Changed during request ${number}` });
      changed.add(id);
    }
    if (number % 3 === 0) intercom.add({ title: `Added during request ${number}` });
  }

  return {
    intercom,
    changed,
    requests: (count) => firstValueFrom(request$.pipe(elementAt(count - 1))),
    rest() {
      isBusy = false;
    },
  };
}
