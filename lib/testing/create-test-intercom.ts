import { createComplete } from './create-complete.ts';
import { createEndpoints } from './create-endpoints.ts';
import { createFetch } from './create-fetch.ts';
import { generateRows } from './generate-rows.ts';
import type { RequestRecord } from './request-record.ts';
import { resolveOptions } from './resolve-options.ts';
import type { TestIntercomOptions } from './test-intercom-options.ts';
import type { TestIntercom } from './test-intercom.ts';
import { createWorkspaceEdits } from './workspace-edits.ts';
import { createWorkspace } from './workspace.ts';

/**
 * Makes an Intercom workspace in memory that answers `GET /conversations`,
 * `POST /conversations/search`, `GET /conversations/deleted`, and `GET /conversations/{id}` with
 * generated parts, by the rules of the API: token, version, page size, cursors over a list that
 * reorders, rate limit, errors. It touches no network and no clock but its scheduler's, so the same
 * seed gives the same run.
 *
 * @remarks Requests are judged in this order: a script's {@link Fault} first, then the rate limit
 * (429, for the right token only), path and method (404), `Accept` (406), token (401), version
 * (400), query (400). A request whose signal is already aborted never arrives.
 *
 * @example
 * ```ts
 * const intercom = createTestIntercom({ conversations: 300 });
 * const all$ = conversations$({ token: 'test-token', fetch: intercom.fetch });
 * ```
 *
 * @example
 * An export of a large workspace whose search learns of changes half a minute late:
 * ```ts
 * const intercom = createTestIntercom({
 *   conversations: 300_000,
 *   light: true,
 *   createdAt: (index) => 1_600_000_000 + index * 300,
 *   search: { lag: 30_000 },
 *   latency: (request, rows) => 1000 + 20 * rows,
 * });
 * ```
 *
 * @param options - What the workspace shall be like.
 * @returns The workspace.
 * @throws `RangeError` for a number, window, bound or version that cannot be, and when two
 * conversations have the same id.
 */
export function createTestIntercom(options: TestIntercomOptions = {}): TestIntercom {
  const settings = resolveOptions(options);
  const { conversations, seed, createdAt, hidden, search, scheduler } = settings;
  const now = (): number => scheduler.now();
  const complete = createComplete(settings);
  const rows =
    typeof conversations === 'number'
      ? generateRows(seed, conversations, createdAt)
      : conversations;
  const workspace = createWorkspace({ rows, complete, hidden, lag: search.lag, now });
  const deleted = [...settings.deleted];
  const endpoints = createEndpoints({ settings, workspace, deleted, complete });
  const requests: RequestRecord[] = [];

  return {
    fetch: createFetch({ settings, endpoints, requests }),
    requests,
    get conversations() {
      return workspace.conversations;
    },
    deleted,
    ...createWorkspaceEdits({ workspace, complete, deleted, now }),
  };
}
