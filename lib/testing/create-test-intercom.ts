import type { Conversation } from '../types/conversation.ts';
import { abortReason } from './abort-reason.ts';
import { exchange } from './exchange.ts';
import { applyFault, type Fault } from './fault.ts';
import { generateConversations } from './generate-conversations.ts';
import { createRateWindow } from './rate-window.ts';
import { createRequestIds } from './request-ids.ts';
import { openRecord, readCall, type RequestRecord, type TestRequest } from './request-record.ts';
import { refusalBody, respond } from './respond.ts';
import { resolveOptions, type TestIntercomOptions } from './test-intercom-options.ts';
import { createWorkspaceEdits } from './workspace-edits.ts';
import { createWorkspace } from './workspace.ts';

/**
 * An Intercom workspace in memory, spoken to through its `fetch`. It keeps the API's rules; what a
 * test changes in it is seen by the next page, as in reality.
 */
export interface TestIntercom {
  /**
   * Answers as the API would. Same contract as the platform's `fetch`, and may be called detached.
   *
   * @param input - The address; any host, any path that ends in `/conversations` or one of them.
   * @param init - Method, headers and signal.
   * @returns The response. Rejects with the signal's reason when aborted, with a `TypeError` when a
   * fault breaks the connection.
   */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** The requests received so far, in order. Live. */
  readonly requests: readonly TestRequest[];
  /** The conversations, in the API's order: last changed first, ties by ascending id. Live. */
  readonly conversations: readonly Conversation[];
  /**
   * Adds a conversation; without an `updated_at` of its own it goes on top.
   *
   * @param changes - What to set in the generated conversation.
   * @returns The new conversation.
   * @throws `RangeError` when there is one with that id.
   */
  readonly add: (changes?: Partial<Conversation>) => Conversation;
  /**
   * Changes a conversation and moves it to its new place: on top, unless `updated_at` is given.
   *
   * @param id - Which one.
   * @param changes - What to set. Without `updated_at` it becomes the present second, or as many
   * seconds later as it takes to stand on top.
   * @returns The changed conversation.
   * @throws `RangeError` when there is none with that id, or the change would give it another one.
   */
  readonly update: (id: string, changes?: Partial<Conversation>) => Conversation;
  /**
   * Takes a conversation out.
   *
   * @param id - Which one.
   * @throws `RangeError` when there is none with that id.
   */
  readonly remove: (id: string) => void;
}

/**
 * Makes an Intercom workspace in memory that answers `GET /conversations`, and
 * `GET /conversations/{id}` with generated parts, by the rules of the API: token, version, page
 * size, cursors over a list that reorders, rate limit, errors. It touches no network and no clock
 * but its scheduler's, so the same seed gives the same run.
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
 * @param options - What the workspace shall be like.
 * @returns The workspace.
 * @throws `RangeError` when an option cannot be, or two conversations have the same id.
 */
export function createTestIntercom(options: TestIntercomOptions = {}): TestIntercom {
  const settings = resolveOptions(options);
  const { conversations, seed, token, rateLimit, version, scheduler } = settings;
  const workspace = createWorkspace(
    typeof conversations === 'number' ? generateConversations(seed, conversations) : conversations,
  );
  const requests: RequestRecord[] = [];
  const rateWindow = rateLimit && createRateWindow(rateLimit);
  const nextRequestId = createRequestIds(seed);

  const askScript = (record: RequestRecord): Fault => {
    try {
      return settings.fault(record) ?? {};
    } catch (error) {
      record.state = 'failed';
      throw error;
    }
  };

  return {
    fetch: async (input, init) => {
      const call = readCall(input, init);
      if (call.signal?.aborted) throw abortReason(call.signal);
      const record = openRecord(requests.length + 1, call);
      requests.push(record);
      const authorized = isBearer(call.headers['authorization'], token);
      const quota = authorized ? rateWindow?.count(scheduler.now()) : undefined;
      const requestId = nextRequestId();
      const fault = askScript(record);
      return exchange({
        record,
        signal: call.signal,
        latency: fault.latency ?? settings.latency,
        scheduler,
        fault,
        answer: () => {
          const config = {
            conversations: workspace.conversations,
            seed,
            authorized,
            quota,
            version,
            requestId,
            now: scheduler.now(),
          };
          return applyFault(respond(record, config), fault, (status) =>
            refusalBody(status, config),
          );
        },
      });
    },
    requests,
    conversations: workspace.conversations,
    ...createWorkspaceEdits(workspace, seed, () => scheduler.now()),
    remove: (id) => {
      workspace.remove(id);
    },
  };
}

function isBearer(header: string | undefined, token: string): boolean {
  return /^bearer +(.*)$/i.exec(header ?? '')?.[1] === token;
}
