import { equal, eventually } from './expect.mjs';

/**
 * What a check is given. `options` reach a test workspace of its own, set up in `../scenarios.ts`;
 * `ask` tells what that workspace was asked for, and what it holds.
 *
 * @typedef {object} Context
 * @property {typeof import('../../../lib/index.ts')} library
 * @property {typeof import('rxjs')} rxjs
 * @property {import('../../../lib/index.ts').ConversationsOptions} options
 * @property {() => Promise<{ ids: string[], requests: { status?: number, state: string }[] }>} ask
 */

/** @type {Record<string, (context: Context) => Promise<void>>} */
export const checks = {
  walk,
  take,
  'wait 429': rateLimit,
  'abort headers': unsubscribe,
  'abort body': unsubscribe,
  signal,
  'error 401': refusal,
  resume,
};

/** The walk ends where the list does, with everything in it, in order. */
async function walk({ library, options, ask }) {
  const walked = await collect(library.conversations$(options));
  const { ids, requests } = await ask();
  equal('ids', walked.ids, ids);
  equal('error', walked.error, undefined);
  equal('requests', requests.length, 5);
}

/** `take(n)` makes as many requests as it takes. */
async function take({ library, rxjs, options, ask }) {
  const walked = await collect(library.conversations$(options).pipe(rxjs.take(45)));
  const { ids, requests } = await ask();
  equal('ids', walked.ids, ids.slice(0, 45));
  equal('requests', requests.length, 3);
}

/** A 429 is waited for, as long as it says, and costs that one request. */
async function rateLimit({ library, options, ask }) {
  const started = Date.now();
  const walked = await collect(library.conversations$(options));
  const { ids, requests } = await ask();
  equal('ids', walked.ids, ids);
  equal(
    'statuses',
    requests.map(({ status }) => status),
    [200, 429, 200, 200, 200, 200],
  );
  equal('a second waited', Date.now() - started >= 990, true);
}

/** Unsubscribing aborts the request, at the server too, and notifies nothing. */
async function unsubscribe({ library, options, ask }) {
  const notified = [];
  const notify = (value) => notified.push(String(value));
  const subscription = library.conversations$(options).subscribe({ next: notify, error: notify });
  const isIn = async (state) => (await ask()).requests.at(-1)?.state === state;
  await eventually('a request', () => isIn('open'));
  subscription.unsubscribe();
  await eventually('its abort', () => isIn('aborted'));
  equal('notified', notified, []);
}

/** A signal ends the walk with an `AbortError`: before any request, and during one. */
async function signal({ library, options, ask }) {
  const early = AbortSignal.abort();
  const unasked = await collect(library.conversations$({ ...options, signal: early }));
  equal('early AbortError', unasked.error instanceof library.AbortError, true);
  equal('early requests', (await ask()).requests, []);

  const controller = new AbortController();
  const late = { ...options, signal: controller.signal };
  const walking = collect(library.conversations$(late));
  await eventually('a request', async () => (await ask()).requests.length === 1);
  controller.abort();
  const { error } = await walking;
  equal('AbortError', error instanceof library.AbortError, true);
  await eventually('its abort', async () => (await ask()).requests[0].state === 'aborted');
}

/** A 401 of Intercom's is an `UnauthorizedError` with Intercom's code. */
async function refusal({ library, options, ask }) {
  const { error } = await collect(library.conversations$({ ...options, token: 'stale' }));
  equal('UnauthorizedError', error instanceof library.UnauthorizedError, true);
  const { kind, status, code } = error;
  equal(
    'error',
    { kind, status, code },
    { kind: 'unauthorized', status: 401, code: 'unauthorized' },
  );
  equal('requests', (await ask()).requests.length, 1);
}

/** A checkpoint inside a page, stored as JSON, neither loses nor repeats. */
async function resume({ library, options, ask }) {
  const controller = new AbortController();
  const first$ = library.conversations$({ ...options, signal: controller.signal });
  const first = await collect(first$, (count) => count === 30 && controller.abort());
  equal('first ids', first.ids.length, 30);
  const resumeFrom = JSON.parse(JSON.stringify(first.error.checkpoint));
  const rest = await collect(library.conversations$({ ...options, resumeFrom }));
  equal('ids', [...first.ids, ...rest.ids], (await ask()).ids);
}

/**
 * The ids that were emitted, and the error after them.
 *
 * @param {import('rxjs').Observable<{ id: string }>} conversations$
 * @param {(count: number) => void} [onId] - Told how many there are by now.
 * @returns {Promise<{ ids: string[], error?: any }>}
 */
function collect(conversations$, onId = () => undefined) {
  const ids = [];
  return new Promise((resolve) => {
    conversations$.subscribe({
      next: ({ id }) => onId(ids.push(id)),
      error: (error) => resolve({ ids, error }),
      complete: () => resolve({ ids }),
    });
  });
}
