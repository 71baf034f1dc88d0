import { createTestIntercom, type Fault, type TestIntercom } from 'rx-intercom/testing';
import { elementAt, firstValueFrom, Subject } from 'rxjs';

/** A workspace that changes with every request, until it is told to rest. */
export interface BusyWorkspace {
  readonly intercom: TestIntercom;
  /** The ids that were changed, each of them once. */
  readonly changed: ReadonlySet<string>;
  /** Resolves when so many more requests have come. */
  readonly requests: (count: number) => Promise<unknown>;
  readonly rest: () => void;
}

/** Every eleventh request, something goes wrong. */
const FAULTS: readonly Fault[] = [
  { status: 503 },
  { reset: true },
  { status: 429, headers: { 'retry-after': '1' } },
  { truncate: 20_000 },
];

export function createBusyWorkspace(conversations: number, random: () => number): BusyWorkspace {
  const request$ = new Subject<void>();
  const changed = new Set<string>();
  let isBusy = true;

  const intercom = createTestIntercom({
    conversations,
    latency: 20,
    rateLimit: { limit: 30, window: 1_000 },
    fault({ number }) {
      if (isBusy) change(number);
      request$.next();
      return number % 11 === 0 ? FAULTS[(number / 11) % FAULTS.length] : undefined;
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
