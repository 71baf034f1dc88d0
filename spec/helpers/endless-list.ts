import { listBody } from './list-body.ts';
import { mockFetch, type MockFetch } from './mock-fetch.ts';

/** A list without end, `size` conversations a page, numbered from 0. */
export function endlessList(size: number): MockFetch {
  const mock = mockFetch();
  mock.mock.any(({ queryParams }) => {
    const start = Number(queryParams?.get('starting_after') ?? 0);
    const ids = Array.from({ length: size }, (_, index) => String(start + index));
    return listBody(ids, String(start + size));
  });
  return mock;
}
