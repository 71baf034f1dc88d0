import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { config } from 'rxjs';
import { conversations$, isIntercomError, type Fetch } from '../../lib/index.ts';
import { errorList, listBody } from '../helpers/list-body.ts';
import { usePropertyTime } from '../helpers/property-time.ts';
import { traces } from '../helpers/traces.ts';
import { HOUR } from '../helpers/virtual-time.ts';
import { recordedPage } from '../types/recorded-page.ts';
import { mutations, noise, toResponse, TOKEN, type Answer } from './helpers/answers.ts';
import { long, seeds } from './helpers/length.ts';
import { readList } from './helpers/reading.ts';
import { runThrough, settle, useVirtualClock } from './helpers/virtual-clock.ts';

// Thousands of walks take minutes.
usePropertyTime(120_000);
useVirtualClock();

const REST = ['last-1', 'last-2'];
const lastPage = JSON.stringify(listBody(REST));
const errors = errorList('unauthorized', `Access Token Invalid: ${TOKEN}`);

/** What nobody caught. */
const uncaught: unknown[] = [];
const onUncaught = (reason: unknown): void => {
  uncaught.push(reason);
};

beforeAll(() => {
  process.on('unhandledRejection', onUncaught);
  config.onUnhandledError = onUncaught;
});

afterAll(() => {
  process.off('unhandledRejection', onUncaught);
  config.onUnhandledError = null;
});

/** Gives the answer for the first page, however long that shall be, and the last page else. */
function answering(answer: Answer): Fetch {
  return (url) => {
    const isFirst = /\/conversations\?per_page=\d+$/.test(url);
    return Promise.resolve(isFirst ? toResponse(answer) : new Response(lastPage));
  };
}

async function check(answer: Answer, prefetch: boolean, retries: number): Promise<void> {
  const options = { token: TOKEN, fetch: answering(answer), random: () => 0.5, prefetch };
  const walk$ = conversations$({ ...options, retry: { count: retries } });
  const { state, error, values } = await runThrough(walk$, HOUR);
  const list = await readList(answer);
  const first = list === null ? [] : list.items.map(({ id }) => id);
  const isRedirect = answer.status >= 300 && answer.status < 400;
  if (state === 'complete') {
    expect(list !== null || isRedirect).toBe(true);
    expect(values.map(({ id }) => id)).toEqual(list?.isLast === true ? first : [...first, ...REST]);
  } else {
    expect(isIntercomError(error)).toBe(true);
    expect(error).not.toMatchObject({ kind: 'timeout' });
    expect(error).not.toMatchObject({ kind: 'invalid-options' });
    expect(traces(error)).not.toContain(TOKEN);
    expect([[], first]).toContainEqual(values.map(({ id }) => id));
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(jest.getTimerCount()).toBe(0);
}

describe.each(seeds(1))('whatever is answered, SEED=%i', (seed) => {
  it.each<[string, fc.Arbitrary<Answer>, number]>([
    ['a mutated list', mutations(recordedPage, 200), long(5_000, 500)],
    ['a mutated error list', mutations(errors, 400), long(3_000, 300)],
    ['noise', noise, long(2_000, 200)],
  ])('should end in conversations or a typed error: %s', async (_, answer, numRuns) => {
    const property = fc.asyncProperty(answer, fc.boolean(), fc.nat(1), check);
    await fc.assert(property, { numRuns, seed });
    await settle(10);
    expect(uncaught).toEqual([]);
  });
});
