import { conversations$ } from 'rx-intercom';
import { createTestIntercom } from 'rx-intercom/testing';
import {
  bufferCount,
  combineLatest,
  concat,
  concatWith,
  count,
  delay,
  groupBy,
  map,
  mergeMap,
  of,
  toArray,
} from 'rxjs';
import { createProgram } from './terminal/program.ts';

createProgram(
  'npm run example:compose',
  'Composing: counts by state, batches for a database, and a filter that changes meanwhile.',
).parse();

const { fetch } = createTestIntercom({ conversations: 500 });
const options = { token: 'test-token', fetch, perPage: 100 };

const byState$ = conversations$(options).pipe(
  groupBy(({ state }) => state),
  mergeMap((group$) =>
    group$.pipe(
      count(),
      map((total) => `${group$.key}: ${String(total)}`),
    ),
  ),
);

const batches$ = conversations$(options).pipe(
  bufferCount(150),
  map((batch) => `a batch of ${String(batch.length)} for the database`),
);

/** A dashboard's filter: it stands on "open", then somebody clicks "snoozed". */
const filter$ = of('open').pipe(concatWith(of('snoozed').pipe(delay(100))));
const filtered$ = combineLatest([conversations$(options).pipe(toArray()), filter$]).pipe(
  map(([all, state]) => ({ state, shown: all.filter((one) => one.state === state).length })),
  map(({ state, shown }) => `filter "${state}" shows ${String(shown)}`),
);

concat(byState$, batches$, filtered$).subscribe((line) => {
  console.log(line);
});
