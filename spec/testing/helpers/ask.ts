import type { TestIntercom } from '../../../lib/testing/index.ts';
import type { NextPage } from '../../../lib/types/conversation-list-pages.ts';
import type { ConversationList } from '../../../lib/types/conversation-list.ts';
import type { ErrorList } from '../../../lib/types/error-list.ts';

/** The token the kit lets in by default. */
export const bearer = { authorization: 'Bearer test-token' } as const;

/** Asks for `/conversations` with the default token. */
export function ask(
  { fetch }: TestIntercom,
  query = '',
  headers: Readonly<Record<string, string>> = {},
  signal: AbortSignal | null = null,
): Promise<Response> {
  const url = `https://api.intercom.io/conversations${query}`;
  return fetch(url, { headers: { ...bearer, ...headers }, signal });
}

/** The one page a query answers. */
export async function askPage(
  intercom: TestIntercom,
  query = '',
  headers: Readonly<Record<string, string>> = {},
): Promise<ConversationList> {
  const response = await ask(intercom, query, headers);
  return (await response.json()) as ConversationList;
}

/** What a refused request says. */
export async function readErrors(response: Response): Promise<ErrorList> {
  return (await response.json()) as ErrorList;
}

/** The cursor to the next page; `undefined` on the last one. */
export function cursorOf({ pages }: ConversationList): string | undefined {
  return (pages?.next as NextPage | undefined)?.starting_after ?? undefined;
}

/** Walks all pages, and does something between them. */
export async function walk(
  intercom: TestIntercom,
  perPage: number,
  between: () => void = () => undefined,
): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | undefined = '';
  while (cursor !== undefined) {
    const after: string = cursor === '' ? '' : `&starting_after=${encodeURIComponent(cursor)}`;
    const page = await askPage(intercom, `?per_page=${perPage}${after}`);
    ids.push(...(page.conversations ?? []).map(({ id }) => id));
    cursor = cursorOf(page);
    between();
  }
  return ids;
}
