import type { Fetch } from '../../lib/index.ts';

/** A version of a conversation. */
interface Version {
  readonly id: string;
  readonly updated_at: number;
}

/** By how many milliseconds the `Date` of a response is wrong; `null` where it has none. */
export type ServerClock = (request: number) => number | null;

export const RIGHT: ServerClock = () => 0;
export const NO_DATE: ServerClock = () => null;

/** A list that shows changes late. */
export interface LaggingList {
  readonly fetch: Fetch;
  /** How many requests have come. */
  readonly requests: () => number;
  /** Changes or adds a conversation; the list shows it after so many milliseconds. */
  readonly change: (id: string, lag?: number, updatedAt?: number) => void;
  /** The last version of each conversation, whether the list shows it already or not. */
  readonly latest: () => ReadonlyMap<string, number>;
  /** How often each version was written, as `id@updated_at`: a date may go back to an earlier one. */
  readonly written: () => ReadonlyMap<string, number>;
}

/**
 * Makes a list whose changes are shown late, each after a time of its own. Its cursors name rows.
 *
 * @param latency - of a response, in milliseconds; the list is as it was when the request came
 */
export function createLaggingList(latency = 0, clock: ServerClock = RIGHT): LaggingList {
  const versions = new Map<string, (Version & { readonly visibleAt: number })[]>();
  const written = new Map<string, number>();
  let requests = 0;

  const visible = (): readonly Version[] =>
    [...versions.values()]
      .flatMap((all) => all.filter(({ visibleAt }) => visibleAt <= Date.now()).slice(-1))
      .sort((a, b) => b.updated_at - a.updated_at || Number(a.id) - Number(b.id));

  const isAfter = ({ id, updated_at }: Version, cursor: string): boolean => {
    const [time = 0, last = 0] = cursor.split('-').map(Number);
    return updated_at < time || (updated_at === time && Number(id) > last);
  };

  const fetch: Fetch = async (url) => {
    requests += 1;
    const query = new URL(url).searchParams;
    const cursor = query.get('starting_after');
    const rows = visible().filter((row) => cursor === null || isAfter(row, cursor));
    const page = rows.slice(0, Number(query.get('per_page')));
    const last = page.at(-1);
    const isLast = last === undefined || page.length === rows.length;
    const next = isLast ? null : { starting_after: `${last.updated_at}-${last.id}` };
    const conversations = page.map(({ id, updated_at }) => ({ id, updated_at }));
    const wrong = clock(requests);
    const date = wrong === null ? {} : { Date: new Date(Date.now() + wrong).toUTCString() };
    if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency));
    return Response.json({ conversations, pages: { next } }, { headers: date });
  };

  return {
    fetch,
    requests: () => requests,
    change(id, lag = 0, updatedAt = Math.floor(Date.now() / 1000)) {
      const version = { id, updated_at: updatedAt, visibleAt: Date.now() + lag };
      const earlier = versions.get(id) ?? [];
      const name = `${id}@${updatedAt}`;
      if (earlier.at(-1)?.updated_at !== updatedAt) {
        written.set(name, (written.get(name) ?? 0) + 1);
      }
      const before = earlier.map((one) => ({
        ...one,
        // A version that is shown later than the one after it is never shown.
        isStale: one.visibleAt > version.visibleAt,
      }));
      versions.set(id, [...before.filter(({ isStale }) => !isStale), version]);
    },
    latest: () => new Map([...versions].map(([id, all]) => [id, all.at(-1)?.updated_at ?? 0])),
    written: () => written,
  };
}
