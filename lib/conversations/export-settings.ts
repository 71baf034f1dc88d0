import type { WalkReport } from '../events/walk-report.ts';
import {
  check,
  checkDelay,
  checkFlags,
  checkFunction,
  checkInteger,
  checkThat,
} from '../errors/check.ts';
import { readOptions } from '../errors/read-option.ts';
import type { ClientOptions } from '../http/client-options.ts';
import { createClient, type Client } from '../http/client.ts';
import { checkVersionNamesRows } from '../lists/check-order.ts';
import { readExportCheckpoint } from '../ranges/range-checkpoint.ts';
import { timeQuery } from '../ranges/time-query.ts';
import { isShallow, toWireQuery } from '../search/to-wire-query.ts';
import type { ExportCheckpoint } from '../types/export-checkpoint.ts';
import type { SearchQuery } from '../types/search-query.ts';
import type { ExportOptions } from './export-options.ts';
import { toSeconds } from './to-seconds.ts';

/** The options of an export, checked, with the defaults filled in. */
export interface ExportSettings {
  readonly client: Client;
  readonly query: SearchQuery | null;
  /** In unix seconds; `null` for none. */
  readonly since: number | null;
  /** In unix seconds; `null` for the start. */
  readonly until: number | null;
  readonly concurrency: number;
  readonly perPage: number;
  readonly isAdaptive: boolean;
  readonly catchUp: boolean;
  /** In seconds. */
  readonly lookBack: number;
  readonly resumeFrom: ExportCheckpoint | null;
}

/** The largest page a search sends. */
const MAX_PER_PAGE = 150;

/** More ranges than this would only wait for the rate limit. */
const MAX_CONCURRENCY = 1000;

/**
 * Checks the options of an export.
 *
 * @param onComplete - called with the report of the stream
 * @throws {@link InvalidOptionsError} for the first bad one
 */
export function resolveExport(
  options: ExportOptions,
  onComplete?: (report: WalkReport) => void,
): ExportSettings {
  const client = createClient(options as ClientOptions, onComplete);
  return readOptions(() => resolve(client, options));
}

function resolve(client: Client, options: ExportOptions): ExportSettings {
  const { baseUrl, version } = client;
  const { concurrency = 4, perPage = MAX_PER_PAGE, resumeFrom } = options;
  const { adaptivePageSize = true, catchUp = true, lookBack = 30_000 } = options;
  const { query: given, since: first, until: last, onComplete } = options;
  const query = given === undefined ? null : readQuery(given, version);
  const since = first === undefined ? null : toSeconds('since', first);
  const until = last === undefined ? null : toSeconds('until', last);
  check(since === null || until === null || since <= until, 'until', until, 'since, or later');
  checkInteger('concurrency', concurrency, 1, MAX_CONCURRENCY);
  checkInteger('perPage', perPage, 1, MAX_PER_PAGE);
  checkFlags({ adaptivePageSize, catchUp });
  checkDelay('lookBack', lookBack);
  checkFunction('onComplete', onComplete);
  checkVersionNamesRows(version);
  const stand =
    resumeFrom == null
      ? null
      : readExportCheckpoint(resumeFrom, { baseUrl, version, query, since, until });
  // Without it, the ranges end later.
  const isNeeded = until === null && stand?.catchUp === true;
  check(catchUp || !isNeeded, 'catchUp', catchUp, 'true, as when the export of resumeFrom began');
  return {
    client,
    query,
    since,
    until,
    concurrency,
    perPage,
    isAdaptive: adaptivePageSize,
    catchUp,
    lookBack: Math.ceil(lookBack / 1000),
    resumeFrom: stand,
  };
}

/** @throws {@link InvalidOptionsError} also for a query that leaves no level for the ranges */
function readQuery(query: SearchQuery, version: string | null): SearchQuery {
  const wireQuery = toWireQuery(query, version);
  checkThat(
    isShallow(timeQuery(wireQuery, 'created_at', 0, 0)),
    'query',
    'groups nested 2 levels deep',
    'nested one level less: the export puts the query into a group with the bounds of a range',
  );
  return wireQuery;
}
