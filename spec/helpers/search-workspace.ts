import type { Fetch } from '../../lib/index.ts';

/** A conversation as far as a search looks at it. */
export interface SearchRow {
  readonly id: string;
  readonly created_at: number;
  readonly updated_at: number;
}

/** How a time is compared: `>` and `<` leave its second out or not, or look at the day only. */
export type Comparison = 'exclusive' | 'inclusive' | 'day';

/** How the search behaves, and how it lies. */
export interface SearchWorkspaceOptions {
  readonly rows: readonly SearchRow[];
  readonly lower?: Comparison;
  readonly upper?: Comparison;
  /** Milliseconds, of each request anew. */
  readonly latency?: () => number;
  /** Milliseconds until a search shows a change. */
  readonly lag?: () => number;
  /** Whether `sort` is ignored: the last update comes first. */
  readonly ignoresSort?: boolean;
  /** A query shows so many rows at most. */
  readonly cap?: number;
  /** Whether it counts no more rows than it shows. */
  readonly capsCount?: boolean;
  /** Changes the answer to a request, by its number from 1. */
  readonly tamper?: (body: SearchAnswer, request: number) => SearchAnswer | Response;
}

export interface SearchAnswer {
  readonly conversations: readonly SearchRow[];
  readonly pages: { readonly next: { readonly starting_after: string } | null };
  readonly total_count: number;
}

export interface SearchWorkspace {
  readonly fetch: Fetch;
  /** The bodies of all requests. */
  readonly requests: readonly SearchBody[];
  /** How many requests are open. */
  readonly open: () => number;
  /** As they are, whether a search shows it yet or not. */
  readonly rows: () => readonly SearchRow[];
  readonly put: (row: SearchRow) => void;
  readonly remove: (id: string) => void;
}

type Query =
  | { readonly field: keyof SearchRow; readonly operator: '>' | '<' | '='; readonly value: number }
  | { readonly operator: 'AND' | 'OR'; readonly value: readonly Query[] };

export interface SearchBody {
  readonly query: Query;
  readonly pagination: { readonly per_page: number; readonly starting_after?: string };
  readonly sort: { readonly field: 'created_at' | 'updated_at' };
}

interface Version {
  readonly visibleAt: number;
  readonly row: SearchRow | null;
}

const DAY = 86_400;

/** A workspace whose search can be slow, late, or wrong. */
export function createSearchWorkspace(options: SearchWorkspaceOptions): SearchWorkspace {
  const { lower = 'exclusive', upper = 'exclusive', latency = () => 20, lag = () => 0 } = options;
  const { ignoresSort = false, cap = Infinity, capsCount = false, tamper } = options;
  const versions = new Map<string, Version[]>();
  for (const row of options.rows) versions.set(row.id, [{ visibleAt: -Infinity, row }]);
  const requests: SearchBody[] = [];
  let open = 0;

  const change = (id: string, row: SearchRow | null): void => {
    const known = versions.get(id) ?? [];
    const earliest = known.at(-1)?.visibleAt ?? -Infinity;
    known.push({ visibleAt: Math.max(earliest, Date.now() + lag()), row });
    versions.set(id, known);
  };

  const visible = (): SearchRow[] =>
    [...versions.values()].flatMap((all) => {
      const row = all.filter(({ visibleAt }) => visibleAt <= Date.now()).at(-1)?.row;
      return row == null ? [] : [row];
    });

  const matches = (row: SearchRow, query: Query): boolean => {
    if (!('field' in query)) {
      return query.operator === 'AND'
        ? query.value.every((part) => matches(row, part))
        : query.value.some((part) => matches(row, part));
    }
    const { field, operator, value } = query;
    if (operator === '=') return String(row[field]) === String(value);
    const time = Number(row[field]);
    const comparison = operator === '>' ? lower : upper;
    const unit = comparison === 'day' ? DAY : 1;
    const distance = Math.floor(time / unit) - Math.floor(value / unit);
    if (comparison === 'inclusive' && distance === 0) return true;
    return operator === '>' ? distance > 0 : distance < 0;
  };

  const answer = ({ query, pagination, sort }: SearchBody): SearchAnswer => {
    const { field } = sort;
    const rank = (row: SearchRow): number => (ignoresSort ? -row.updated_at : row[field]);
    const found = visible()
      .filter((row) => matches(row, query))
      .sort((a, b) => rank(a) - rank(b) || Number(a.id) - Number(b.id));
    const [time = '', id = ''] = (pagination.starting_after ?? '').split('/');
    const isAfter = (row: SearchRow): boolean =>
      rank(row) > Number(time) || (rank(row) === Number(time) && Number(row.id) > Number(id));
    const start = time === '' ? 0 : found.findIndex(isAfter);
    const end = Math.min(cap, start + pagination.per_page);
    const conversations = start < 0 ? [] : found.slice(start, end);
    const last = conversations.at(-1);
    const isLast = last === undefined || end >= Math.min(cap, found.length);
    const next = isLast ? null : { starting_after: `${String(rank(last))}/${last.id}` };
    const total_count = capsCount ? Math.min(cap, found.length) : found.length;
    return { conversations, pages: { next }, total_count };
  };

  return {
    requests,
    open: () => open,
    rows: () => [...versions.values()].flatMap((all) => all.at(-1)?.row ?? []),
    put: (row) => {
      change(row.id, row);
    },
    remove: (id) => {
      change(id, null);
    },
    fetch: (_, { body = '', signal }) =>
      new Promise((resolve, reject) => {
        const request = JSON.parse(body) as SearchBody;
        const number = requests.push(request);
        open += 1;
        const timer = setTimeout(() => {
          open -= 1;
          const honest = answer(request);
          const told = tamper?.(honest, number) ?? honest;
          const headers = { date: new Date().toUTCString() };
          resolve(told instanceof Response ? told : Response.json(told, { headers }));
        }, latency());
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          open -= 1;
          reject(new Error('aborted'));
        });
      }),
  };
}
