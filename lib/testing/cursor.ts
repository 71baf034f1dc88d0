import { Refusal } from './refusal.ts';
import type { Row } from './row.ts';
import type { SortOrder } from './sort-order.ts';

/** The place of a row in an order. */
export interface Position {
  /** The value of the order's field, in seconds; `null` when there is none, or the id decides. */
  readonly value: number | null;
  readonly id: string;
}

/** The content of a cursor. */
export interface Cursor {
  /** The last conversation of the page before. */
  readonly after: Position;
  /** The number of the page the cursor leads to, counted from 1. */
  readonly page: number;
}

/** The place of a row, which is complete when the order is by `waiting_since`. */
export function positionOf(row: Row, { field }: SortOrder): Position {
  return { value: field === 'id' ? null : (row[field] ?? null), id: row.id };
}

/** A row that would stand at a place, to compare others with. */
export function rowAt({ value, id }: Position): Row {
  return { id, created_at: value ?? 0, updated_at: value ?? 0, waiting_since: value };
}

/**
 * Writes a cursor as the API does: base64 of `[value in milliseconds, id, page]`. The server keeps
 * nothing, because the cursor holds everything. So a list that changes between two requests shifts.
 *
 * @see https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/pagination
 */
export function encodeCursor({ after: { value, id }, page }: Cursor): string {
  const short = String(Number(id)) === id ? Number(id) : id;
  return btoa(JSON.stringify([value === null ? null : value * 1000, short, page]));
}

/** Reads a cursor; `undefined` when it is not one of ours. */
export function parseCursor(text: string): Cursor | undefined {
  const [time, id, page] = readTuple(text);
  if (
    (time !== null && !Number.isInteger(time)) ||
    !Number.isInteger(page) ||
    (typeof id !== 'string' && !Number.isInteger(id))
  ) {
    return undefined;
  }
  const value = time === null ? null : Number(time) / 1000;
  return { after: { value, id: String(id) }, page: Number(page) };
}

/**
 * Reads the cursor of a request. Throws a {@link Refusal} 400 `client_error`, as documented, when it
 * is not one of ours.
 */
export function decodeCursor(text: string): Cursor {
  const cursor = parseCursor(text);
  if (cursor !== undefined) return cursor;
  throw new Refusal(
    400,
    'client_error',
    'Invalid starting_after param. Please try again using a starting_after value from a paginated response',
  );
}

function readTuple(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(atob(text));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
