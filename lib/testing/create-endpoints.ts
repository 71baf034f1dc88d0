import { isAtLeast } from './api-version.ts';
import { deletedPage } from './deleted-page.ts';
import { listPage } from './list-page.ts';
import type { Payload } from './payload.ts';
import { Refusal, usualRefusal } from './refusal.ts';
import type { TestRequest } from './request-record.ts';
import type { Settings } from './resolve-options.ts';
import { retrievePayload } from './retrieve-payload.ts';
import type { Complete } from './row.ts';
import { searchPage } from './search-page.ts';
import { createSearchRows } from './search-rows.ts';
import { listOrder } from './sort-order.ts';
import type { TestDeletion } from './test-deletion.ts';
import type { Workspace } from './workspace.ts';

/** A request that has passed the checks all endpoints share. */
export interface EndpointCall {
  readonly request: TestRequest;
  /** Its body; `undefined` when it was not JSON. */
  readonly body: unknown;
  /** The version of the API, a known one. */
  readonly version: string;
}

/** What the endpoints answer from. */
export interface EndpointsConfig {
  readonly settings: Settings;
  readonly workspace: Workspace;
  readonly deleted: readonly TestDeletion[];
  readonly complete: Complete;
}

/** Answers a call, or throws a {@link Refusal}. */
export type Endpoints = (call: EndpointCall) => Payload;

/** Makes the function that answers for all endpoints. */
export function createEndpoints(config: EndpointsConfig): Endpoints {
  const { settings, workspace, deleted, complete } = config;
  const { seed, search, compareDeleted } = settings;
  const searchRows = createSearchRows(complete);

  return ({ request, body, version }) => {
    const url = new URL(request.url);
    switch (request.endpoint) {
      case undefined:
        throw usualRefusal(404);
      case 'list':
        return listPage(workspace.listed.sorted(listOrder), url, version, complete);
      case 'search': {
        requireVersion(version, '2.0');
        const index = workspace.searched();
        return searchPage(request, body, { search, version, index, searchRows, complete });
      }
      case 'deleted':
        requireVersion(version, '2.16');
        return deletedPage(deleted, compareDeleted, url);
      case 'retrieve': {
        const found = workspace.listed.get(url.pathname.split('/').at(-1) ?? '');
        if (found === undefined) throw usualRefusal(404);
        return retrievePayload(complete(found), seed, url);
      }
    }
  };
}

function requireVersion(version: string, first: string): void {
  if (isAtLeast(version, first)) return;
  const message = 'Requested resource is not available in current API version.';
  throw new Refusal(400, 'intercom_version_invalid', message);
}
