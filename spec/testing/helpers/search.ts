import type { TestIntercom } from '../../../lib/testing/index.ts';
import type { ConversationList } from '../../../lib/types/conversation-list.ts';
import type { ErrorList } from '../../../lib/types/error-list.ts';
import { bearer, cursorOf } from './ask.ts';

const url = 'https://api.intercom.io/conversations/search';

/** A filter of a search. */
export const filter = (field: string, operator: string, value: unknown) => ({
  field,
  operator,
  value,
});

/** A query that finds what passes all filters. */
export const all = (...value: readonly unknown[]) => ({ operator: 'AND', value });

/** A query that finds what passes one of the filters. */
export const any = (...value: readonly unknown[]) => ({ operator: 'OR', value });

/** A query that finds every conversation. */
export const everything = filter('created_at', '>', 0);

/** Sends a body to the search, in the version given. */
export function postSearch(
  { fetch }: TestIntercom,
  body: unknown,
  version = '2.7',
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { ...bearer, 'content-type': 'application/json', 'intercom-version': version },
    body: JSON.stringify(body),
  });
}

/** The one page a search answers. */
export async function searchPage(intercom: TestIntercom, body: unknown): Promise<ConversationList> {
  const response = await postSearch(intercom, body);
  return (await response.json()) as ConversationList;
}

/** The ids that a query finds on its first page of 150. */
export async function idsFor(
  intercom: TestIntercom,
  query: unknown,
  sort: unknown = { field: 'id', order: 'ascending' },
): Promise<readonly string[]> {
  const page = await searchPage(intercom, { query, sort, pagination: { per_page: 150 } });
  return idsOf(page);
}

/** The ids of a page. */
export function idsOf({ conversations }: ConversationList): readonly string[] {
  return (conversations ?? []).map(({ id }) => id);
}

/** Walks all pages of a search, and does something between them. */
export async function walkSearch(
  intercom: TestIntercom,
  { query = everything as unknown, sort = undefined as unknown, perPage = 2 },
  between: () => void = () => undefined,
): Promise<readonly string[]> {
  const ids: string[] = [];
  let startingAfter: string | undefined;
  do {
    const pagination = { per_page: perPage, starting_after: startingAfter };
    const page: ConversationList = await searchPage(intercom, { query, sort, pagination });
    ids.push(...idsOf(page));
    startingAfter = cursorOf(page);
    between();
  } while (startingAfter !== undefined);
  return ids;
}

/** The status of a refused search, and the code and message of its error. */
export async function refusalOf(
  intercom: TestIntercom,
  body: unknown,
  version?: string,
): Promise<readonly [number, string | undefined, unknown]> {
  const response = await postSearch(intercom, body, version);
  const { errors } = (await response.json()) as ErrorList;
  return [response.status, errors[0]?.code, errors[0]?.message];
}
