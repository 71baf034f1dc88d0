import type { TestIntercom, TestRequest } from 'rx-intercom/testing';
import { createTestIntercom } from 'rx-intercom/testing';
import { serveIntercom } from '../../local-intercom.ts';
import type { WorkspaceSettings } from '../settings.ts';

/** How a test workspace shall be. */
export interface DemoConfig {
  readonly name: string;
  readonly conversations: number;
  /** How many ranges it is cut into, about. */
  readonly ranges: number;
  /** Requests that are allowed in a window. */
  readonly limit: number;
  /** Milliseconds. */
  readonly window: number;
  /** Milliseconds that an answer takes for each of its rows, and 60 more. */
  readonly perRow: number;
  readonly seed: number;
  /** `0` for any. */
  readonly port?: number;
}

/**
 * A test workspace behind a socket of loopback. Once, at its first request for messages or for
 * changes, some conversations change and some are added: conversations have been read by then, and
 * the changes have not.
 */
export interface DemoWorkspace {
  readonly name: string;
  readonly seed: number;
  readonly intercom: TestIntercom;
  readonly settings: WorkspaceSettings;
  /** The ids of the conversations that have changed or are new, each of them once. */
  readonly changed: ReadonlySet<string>;
  readonly traffic: () => Traffic;
  readonly close: () => Promise<void>;
}

/** What a workspace was asked. */
export interface Traffic {
  /** When the first request came, in milliseconds since 1970. */
  readonly began: number;
  readonly requests: number;
  /** Requests that were answered with 429. */
  readonly refused: number;
  /** The share of the limit that was used, in the windows between the first one and the last. */
  readonly used: number;
}

/** The environment variable that holds the token. */
export const TOKEN = 'FLEET_TEST_TOKEN';

export async function serveWorkspace({
  name,
  ranges,
  limit,
  window,
  perRow,
  port = 0,
  ...options
}: DemoConfig): Promise<DemoWorkspace> {
  const times: number[] = [];
  const changed = new Set<string>();
  const intercom = createTestIntercom({
    ...options,
    rateLimit: { limit, window },
    latency: (_, rows) => 60 + perRow * rows,
    fault(request) {
      times.push(Date.now());
      if (changed.size === 0 && isForMessagesOrChanges(request)) change();
      return undefined;
    },
  });
  const server = await serveIntercom(intercom, port);
  function change(): void {
    for (let id = 7; id <= options.conversations; id += Math.ceil(options.conversations / 5)) {
      intercom.update(String(id), { state: 'snoozed', title: 'Changed during the export' });
      changed.add(String(id));
    }
    for (let added = 0; added < 3; added += 1) {
      changed.add(intercom.add({ title: 'Added during the export' }).id);
    }
  }

  return {
    name,
    seed: options.seed,
    intercom,
    settings: {
      name,
      tokenFrom: TOKEN,
      baseUrl: server.url,
      rangeSize: Math.max(1, Math.ceil(options.conversations / ranges)),
      perPage: 25,
      lookBack: 1,
      atOnce: 2,
    },
    changed,
    traffic() {
      const counts = new Map<number, number>();
      let refused = 0;
      for (const [index, time] of times.entries()) {
        const at = Math.floor(time / window);
        const isRefused = intercom.requests[index]?.status === 429;
        if (isRefused) refused += 1;
        counts.set(at, (counts.get(at) ?? 0) + (isRefused ? 0 : 1));
      }
      const whole = [...counts.values()].slice(1, -1);
      const carried = whole.reduce((sum, count) => sum + count, 0);
      const [began = NaN] = times;
      return { began, requests: times.length, refused, used: carried / (limit * whole.length) };
    },
    close: () => server.close(),
  };
}

function isForMessagesOrChanges({ endpoint, sort }: TestRequest): boolean {
  const { field } = (sort ?? {}) as { readonly field?: unknown };
  return endpoint === 'retrieve' || field === 'updated_at';
}
