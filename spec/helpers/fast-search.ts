import type { Fetch } from '../../lib/index.ts';

/** A search of very many conversations that all stay as they are. */
export interface FastSearch {
  readonly fetch: Fetch;
  readonly requests: () => number;
  readonly mostAtOnce: () => number;
}

interface Filter {
  readonly field: string;
  readonly operator: string;
  readonly value: number;
}

interface Body {
  readonly query: Filter | { readonly value: readonly Filter[] };
  readonly pagination: { readonly per_page: number; readonly starting_after?: string };
}

/**
 * Answers searches over a sorted list of `created_at` by bisection, on the fake clock.
 *
 * @param latency - of a page with so many rows, in milliseconds
 */
export function fastSearch(
  created: readonly number[],
  latency: (rows: number) => number,
): FastSearch {
  let requests = 0;
  let open = 0;
  let most = 0;
  const fetch: Fetch = (_, { body = '' }) => {
    requests += 1;
    open += 1;
    most = Math.max(most, open);
    const { query, pagination } = JSON.parse(body) as Body;
    const filters = 'field' in query ? [query] : query.value;
    const bound = (operator: string): number | undefined =>
      filters.find((filter) => filter.field === 'created_at' && filter.operator === operator)
        ?.value;
    const isChanges = filters.some(({ field }) => field === 'updated_at');
    const first = isChanges ? created.length : firstFrom(created, (bound('>') ?? -2) + 1);
    const end = firstFrom(created, bound('<') ?? Infinity);
    const start = Math.max(first, Number(pagination.starting_after ?? first));
    const stop = Math.min(end, start + pagination.per_page);
    const rows = created.slice(start, stop).map((time, index) => ({
      type: 'conversation',
      id: String(start + index),
      created_at: time,
      updated_at: time,
    }));
    const next = stop < end ? { starting_after: String(stop) } : null;
    const total_count = Math.max(0, end - first);
    const text = JSON.stringify({ conversations: rows, pages: { next }, total_count });
    return new Promise((resolve) => {
      setTimeout(() => {
        open -= 1;
        const headers = { date: new Date().toUTCString() };
        resolve(new Response(text, { headers }));
      }, latency(rows.length));
    });
  };
  return { fetch, requests: () => requests, mostAtOnce: () => most };
}

/** The index of the first time that is not before this one. */
function firstFrom(sorted: readonly number[], time: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
