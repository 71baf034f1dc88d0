import { describe, expect, it, jest } from '@jest/globals';
import { tap } from 'rxjs';
import { conversations$, type SearchQuery, type SearchSort } from '../../lib/index.ts';
import { createTestIntercom, type TestIntercom } from '../../lib/testing/index.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { NOW, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { optionsFor } from '../helpers/workspace.ts';

// Workspaces of hundreds of rows take seconds on a busy machine.
jest.setTimeout(20_000);

useVirtualTimeStrictly();

const BEGIN = NOW / 1000 - 10 * 86_400;
const anyTime: SearchQuery = { field: 'created_at', operator: '>', value: 0 };
const ascending: SearchSort = { field: 'created_at', order: 'ascending' };
const always = (): boolean => true;

describe('a cursor that is refused where the row before it changes or goes', () => {
  it.each<[string, SearchSort | undefined, (intercom: TestIntercom, id: string) => unknown]>([
    ['last updated first', undefined, (intercom, id) => intercom.update(id)],
    ['descending', { field: 'created_at', order: 'descending' }, remove],
    ['ascending', ascending, remove],
  ])('should go on by a filter, %s', async (_, sort, touch) => {
    const intercom = createTestIntercom({ conversations: 0, search: { refuseCursor: always } });
    for (let id = 1; id <= 400; id += 1) {
      intercom.add({ id: String(id), created_at: BEGIN - id, updated_at: BEGIN - id });
    }
    let count = 0;
    const { error, values } = await runToEnd(
      conversations$({ ...optionsFor(intercom), perPage: 50, query: anyTime, sort }).pipe(
        tap(({ id }) => {
          count += 1;
          if (count === 200) touch(intercom, id);
        }),
      ),
    );
    expect([error, values.length]).toEqual([undefined, 400]);
  });
});

describe('a limit on a server that compares days, where a cursor is refused', () => {
  it.each([505, undefined])('should not read the day again in small pages: %p', async (limit) => {
    const intercom = createTestIntercom({
      conversations: 0,
      search: { bounds: 'day', refuseCursor: () => intercom.requests.length === 6 },
    });
    for (let id = 1; id <= 600; id += 1) {
      intercom.add({ id: String(id), created_at: BEGIN + id, updated_at: BEGIN + id });
    }
    const options = { ...optionsFor(intercom), perPage: 100, query: anyTime, limit };
    const { error, values } = await runToEnd(conversations$(options));
    expect([error, values.length]).toEqual([undefined, limit ?? 600]);
    expect(intercom.requests.length).toBeLessThan(16);
  });
});

function remove(intercom: TestIntercom, id: string): void {
  intercom.remove(id);
}
