import { abortReason } from './abort-reason.ts';
import { checkDuration } from './check-option.ts';
import type { Endpoints } from './create-endpoints.ts';
import { exchange } from './exchange.ts';
import { applyFault, checkFault, type Fault } from './fault.ts';
import { parseJson } from './parse-json.ts';
import { createRateWindow } from './rate-window.ts';
import { readCall } from './read-call.ts';
import { createRequestIds } from './request-ids.ts';
import { openRecord, type RequestRecord } from './request-record.ts';
import type { Settings } from './resolve-options.ts';
import { countRows, refusalBody, respond, type RespondConfig } from './respond.ts';
import type { TestIntercom } from './test-intercom.ts';

/** What the server is made from. */
export interface CreateFetchConfig {
  readonly settings: Settings;
  readonly endpoints: Endpoints;
  /** Where requests are recorded. */
  readonly requests: RequestRecord[];
}

/** Makes the `fetch` of a test workspace: it records, counts, asks the script, waits and answers. */
export function createFetch(config: CreateFetchConfig): TestIntercom['fetch'] {
  const { settings, endpoints, requests } = config;
  const { seed, token, rateLimit, latency, version, scheduler } = settings;
  const rateWindow = rateLimit && createRateWindow(rateLimit);
  const nextRequestId = createRequestIds(seed);

  return async (input, init) => {
    const call = readCall(input, init);
    if (call.signal?.aborted) throw abortReason(call.signal);
    // A string is read at once: a request arrives within the call that makes it.
    const text = isText(call.body) ? call.body : await new Response(call.body).text();
    const body = parseJson(call.headers['content-type'], text);
    const record = openRecord(requests.length + 1, call, body);
    requests.push(record);
    const authorized = isBearer(call.headers['authorization'], token);
    const arrival: RespondConfig = {
      find: (known) => endpoints({ request: record, body, version: known }),
      authorized,
      quota: authorized ? rateWindow?.count(scheduler.now()) : undefined,
      version,
      requestId: nextRequestId(),
    };
    const askLatency = (): number =>
      typeof latency === 'number'
        ? latency
        : checkDuration('latency', latency(record, countRows(record, arrival)));
    const script = askScript(record, () => {
      const fault = checkFault(settings.fault(record) ?? {});
      return { fault, latency: fault.latency ?? askLatency() };
    });
    return exchange({
      record,
      signal: call.signal,
      ...script,
      scheduler,
      answer: () =>
        applyFault(respond(record, arrival, scheduler.now()), script.fault, (status) =>
          refusalBody(status, arrival),
        ),
    });
  };
}

/** What the functions of a script say. */
interface Script {
  readonly fault: Fault;
  readonly latency: number;
}

function askScript(record: RequestRecord, ask: () => Script): Script {
  try {
    return ask();
  } catch (error) {
    record.state = 'failed';
    throw error;
  }
}

function isText(body: BodyInit | null): body is string | null {
  return body === null || typeof body === 'string';
}

function isBearer(header: string | undefined, token: string): boolean {
  return /^bearer +(.*)$/i.exec(header ?? '')?.[1] === token;
}
