import type { ConversationListPages } from '../types/conversation-list-pages.ts';
import { invalidParameter } from './refusal.ts';

/**
 * Reads a page size; the default is 20. Throws a {@link Refusal} 400 `parameter_invalid` unless it is
 * a whole number from 1 to `most`.
 */
export function readPageSize(asked: string | number | null | undefined, most: number): number {
  if (asked === null || asked === undefined) return 20;
  const size = Number(asked);
  if (!/^\d+$/.test(String(asked)) || size === 0) throw invalidParameter('Per Page is invalid');
  if (size > most) throw invalidParameter('Per Page is too big');
  return size;
}

/**
 * Reads a page number, counted from 1. Throws a {@link Refusal} 400 `parameter_invalid` when it
 * cannot be.
 */
export function readPageNumber(url: URL): number {
  const page = Number(url.searchParams.get('page') ?? 1);
  if (Number.isInteger(page) && page >= 1) return page;
  throw invalidParameter('Page is invalid');
}

/** A page that is asked for by its number. */
export interface NumberedPage {
  /** The address that was asked for. */
  readonly url: URL;
  readonly page: number;
  readonly size: number;
}

/** The rows of a page. */
export function rowsOf<T>(all: readonly T[], { page, size }: NumberedPage): readonly T[] {
  return all.slice((page - 1) * size, page * size);
}

/** What an answer says of the place of a page among `count` rows; `next` is an address. */
export function placeOf({ url, page, size }: NumberedPage, count: number): ConversationListPages {
  const next = new URL(url);
  next.searchParams.set('per_page', String(size));
  next.searchParams.set('page', String(page + 1));
  return {
    type: 'pages',
    next: page * size < count ? next.href : null,
    page,
    per_page: size,
    total_pages: Math.ceil(count / size),
  };
}
