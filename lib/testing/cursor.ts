import type { Position } from './conversation-order.ts';
import { Refusal } from './refusal.ts';

/** What a cursor says: the last conversation of a page, and the number of the page after it. */
export interface Cursor {
  /** The last conversation of the page before. */
  readonly after: Position;
  /** The number of the page the cursor leads to, counted from 1. */
  readonly page: number;
}

/**
 * Writes a cursor as the API does: base64 of `[updated_at in milliseconds, id, page]`. It holds all
 * there is to know, so the server keeps nothing; that is why a list that changes between two
 * requests shifts under the walk.
 *
 * @param cursor - What it shall say.
 * @returns The opaque string.
 * @see https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/pagination
 */
export function encodeCursor({ after: { updated_at, id }, page }: Cursor): string {
  const short = String(Number(id)) === id ? Number(id) : id;
  return btoa(JSON.stringify([updated_at * 1000, short, page]));
}

/**
 * Reads a cursor.
 *
 * @param text - The opaque string a client sent.
 * @returns What it says.
 * @throws {@link Refusal} 400 `client_error`, as documented, when it is not one of ours.
 */
export function decodeCursor(text: string): Cursor {
  const [time, id, page] = readTuple(text);
  if (
    !Number.isInteger(time) ||
    !Number.isInteger(page) ||
    (typeof id !== 'string' && !Number.isInteger(id))
  ) {
    throw new Refusal(
      400,
      'client_error',
      'Invalid starting_after param. Please try again using a starting_after value from a paginated response',
    );
  }
  return { after: { updated_at: Number(time) / 1000, id: String(id) }, page: Number(page) };
}

function readTuple(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(atob(text));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
