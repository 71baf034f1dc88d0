import '@angular/compiler';
import { deepEqual, equal, rejects } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DOCUMENT } from '@angular/common';
import { HttpBackend, HttpClient, provideHttpClient, withFetch } from '@angular/common/http';
import {
  createEnvironmentInjector,
  Injector,
  NgZone,
  type EnvironmentInjector,
} from '@angular/core';
import { conversations$ } from 'rx-intercom';
import { createTestIntercom, type TestIntercomOptions } from 'rx-intercom/testing';
import { lastValueFrom, map, toArray } from 'rxjs';
import { fetchThrough } from './.build/fetch-through.ts';
import { eventually } from './eventually.ts';
import { listen, type Listening } from './listen.ts';
import { serve } from './serve.ts';

describe('a fetch through HttpClient', () => {
  let http: HttpClient;
  before(() => {
    const injector = createEnvironmentInjector(
      [
        provideHttpClient(withFetch()),
        { provide: DOCUMENT, useValue: {} },
        { provide: NgZone, useValue: { runOutsideAngular: (run: () => unknown) => run() } },
      ],
      Injector.NULL as EnvironmentInjector,
    );
    // Without the interceptors, which want a whole application.
    http = new HttpClient(injector.get(HttpBackend));
  });

  let server: Listening | undefined;
  after(() => server?.close());

  async function open(options: TestIntercomOptions) {
    server?.close();
    const intercom = createTestIntercom(options);
    server = await listen(serve(intercom));
    const walk = { token: 'test-token', baseUrl: server.url, fetch: fetchThrough(http) };
    return { intercom, walk: { ...walk, retry: { initialDelay: 1 } } };
  }

  it('should read all, and see failed statuses and broken connections', async () => {
    const { intercom, walk } = await open({
      conversations: 100,
      fault: ({ number }) =>
        number === 2 ? { status: 503 } : number === 4 ? { reset: true } : undefined,
    });
    const ids$ = conversations$(walk).pipe(
      map(({ id }) => id),
      toArray(),
    );
    deepEqual(
      await lastValueFrom(ids$),
      intercom.conversations.map(({ id }) => id),
    );
    equal(intercom.requests.length, 7);
  });

  it('should hand over the headers and the body of a failure', async () => {
    const { walk } = await open({ fault: () => ({ status: 401 }) });
    await rejects(lastValueFrom(conversations$(walk)), { kind: 'unauthorized', status: 401 });
  });

  it('should abort the request', async () => {
    const { intercom, walk } = await open({ fault: () => ({ hang: 'headers' }) });
    const subscription = conversations$(walk).subscribe();
    await eventually(() => intercom.requests.length === 1);
    subscription.unsubscribe();
    await eventually(() => intercom.requests[0]?.state === 'aborted');
  });
});
