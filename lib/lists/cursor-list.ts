import { DecodeError } from '../errors/decode-error.ts';
import type { RequestContext } from '../errors/error-context.ts';
import { isAbsoluteUrl } from './cursor-url.ts';
import { isObject, type JsonObject } from '../types/json.ts';

/** A page of any of the API's cursor lists, names and types put in order. */
export interface CursorList<Item> {
  readonly items: readonly Item[];
  /** The cursor of the page after this one; `null` when this is the last. */
  readonly next: string | null;
  /** 1 for the first page; `null` when not told. */
  readonly number: number | null;
  readonly totalPages: number | null;
  readonly totalCount: number | null;
  readonly perPage: number | null;
}

/** Real responses name the list `conversations`; the specification of version 2.7 says `data`. */
const KEYS = ['conversations', 'data'];

/**
 * Reads a list body. What is missing for certain ends the list (`pages: null`, no `next`); what
 * cannot be understood is an error, because taking it for the end would lose the rest.
 *
 * @param json - the parsed body
 * @param context - the request it answers
 * @throws {@link DecodeError}
 */
export function decodeCursorList<Item>(
  json: JsonObject,
  context: RequestContext,
): CursorList<Item> {
  const refuse = (reason: string): never => {
    throw new DecodeError(context, reason);
  };
  const key = KEYS.find((name) => json[name] != null);
  if (key === undefined) return refuse(`the body has no ${KEYS.join(' or ')}`);
  const items = json[key];
  if (!Array.isArray(items) || !items.every(isObject))
    return refuse(`${key} is no list of objects`);
  if (!items.every(isReadable)) return refuse(`${key} has an object in place of an id or a time`);
  const pages = json['pages'] ?? {};
  if (!isObject(pages)) return refuse('pages is no object');
  return {
    // The API's word is taken for the rest of a row: fields pass through as they are.
    items: items as unknown as readonly Item[],
    next: readNext(pages['next'], refuse),
    number: toCount(pages['page']),
    totalPages: toCount(pages['total_pages']),
    totalCount: toCount(json['total_count']),
    perPage: toCount(pages['per_page']),
  };
}

/** Whether what the library reads of a row can be compared, and shown in an error. */
function isReadable({ id, created_at, updated_at, deleted_at }: JsonObject): boolean {
  return isPlain(id) && isPlain(created_at) && isPlain(updated_at) && isPlain(deleted_at);
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

/**
 * Reads `pages.next`: an object with a cursor; before version 2.6 a URL.
 *
 * @param refuse - throws, or says what to take for the cursor when there is none to be understood
 */
function readNext(next: unknown, refuse: (reason: string) => null): string | null {
  if (next == null || next === '') return null;
  if (typeof next === 'string') return isAbsoluteUrl(next) ? next : refuse('pages.next is no URL');
  if (!isObject(next)) return refuse('pages.next is neither an object nor a URL');
  const cursor = next['starting_after'];
  if (cursor == null || cursor === '') return null;
  return typeof cursor === 'string' ? cursor : refuse('pages.next.starting_after is no text');
}

/** Reads a count, also one that comes as text, such as `"50"`. @returns `null` for anything else */
export function toCount(value: unknown): number | null {
  const count = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof count === 'number' && Number.isInteger(count) && count >= 0 ? count : null;
}

/** The next cursor of a parsed `pages`, before the rest of the list is there; `null` without one. */
export function earlyCursor(pages: unknown): string | null {
  return isObject(pages) ? readNext(pages['next'], () => null) : null;
}
