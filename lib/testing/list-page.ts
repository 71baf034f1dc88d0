import type { ConversationListPages, NextPage } from '../types/conversation-list-pages.ts';
import type { ConversationList } from '../types/conversation-list.ts';
import type { Conversation } from '../types/conversation.ts';
import { pagesByCursor } from './api-version.ts';
import { compareConversations, indexOfPosition } from './conversation-order.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { Refusal } from './refusal.ts';

/**
 * Answers one page of a list, the way the API does it in a version.
 *
 * @param list - All conversations, in the API's order.
 * @param url - The address that was asked for; its query says which page.
 * @param version - The version of the API, a known one.
 * @returns The envelope, its keys in the API's order.
 * @throws {@link Refusal} 400 `parameter_invalid` for a bad page size or page number,
 * `client_error` for a bad cursor.
 * @see https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/pagination
 */
export function listPage(
  list: readonly Conversation[],
  url: URL,
  version: string,
): ConversationList {
  const asked = url.searchParams.get('per_page');
  const size = readPerPage(asked);
  const byCursor = pagesByCursor(version);
  const { start, page } = byCursor ? findCursor(list, url) : findPage(url, size);
  const conversations = list.slice(start, start + size);
  const last = conversations.at(-1);
  const more = last !== undefined && start + size < list.length;
  const pages: ConversationListPages = {
    type: 'pages',
    ...(byCursor ? nextCursor(more, last, page) : nextUrl(more, url, size, page)),
    page,
    per_page: asked ?? size,
    total_pages: Math.ceil(list.length / size),
  };
  return { type: 'conversation.list', pages, total_count: list.length, conversations };
}

interface Start {
  readonly start: number;
  readonly page: number;
}

function readPerPage(text: string | null): number {
  if (text === null) return 20;
  if (!/^\d+$/.test(text) || Number(text) === 0) {
    throw new Refusal(400, 'parameter_invalid', 'Per Page is invalid');
  }
  if (Number(text) > 150) throw new Refusal(400, 'parameter_invalid', 'Per Page is too big');
  return Number(text);
}

function findCursor(list: readonly Conversation[], url: URL): Start {
  const text = url.searchParams.get('starting_after');
  if (text === null) return { start: 0, page: 1 };
  const { after, page } = decodeCursor(text);
  const index = indexOfPosition(list, after);
  const found = list[index];
  const unmoved = found !== undefined && compareConversations(found, after) === 0;
  return { start: index + Number(unmoved), page };
}

function findPage(url: URL, size: number): Start {
  const page = Number(url.searchParams.get('page') ?? 1);
  if (!Number.isInteger(page) || page < 1) {
    throw new Refusal(400, 'parameter_invalid', 'Page is invalid');
  }
  return { start: (page - 1) * size, page };
}

function nextCursor(
  more: boolean,
  last: Conversation | undefined,
  page: number,
): { readonly next?: NextPage } {
  if (!more || last === undefined) return {};
  const next = page + 1;
  return { next: { page: next, starting_after: encodeCursor({ after: last, page: next }) } };
}

function nextUrl(
  more: boolean,
  url: URL,
  size: number,
  page: number,
): { readonly next: string | null } {
  if (!more) return { next: null };
  const next = new URL(url);
  next.searchParams.set('per_page', String(size));
  next.searchParams.set('page', String(page + 1));
  return { next: next.href };
}
