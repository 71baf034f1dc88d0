import { Refusal } from './refusal.ts';

/**
 * Reads a page size.
 *
 * @param asked - What the client asked for; `null` or `undefined` for the default of 20.
 * @param most - The most that is allowed.
 * @returns The size.
 * @throws {@link Refusal} 400 `parameter_invalid` when it cannot be.
 */
export function readPageSize(asked: string | number | null | undefined, most: number): number {
  if (asked === null || asked === undefined) return 20;
  const size = Number(asked);
  if (!/^\d+$/.test(String(asked)) || size === 0) {
    throw new Refusal(400, 'parameter_invalid', 'Per Page is invalid');
  }
  if (size > most) throw new Refusal(400, 'parameter_invalid', 'Per Page is too big');
  return size;
}

/**
 * Reads a page number.
 *
 * @param url - The address that was asked for.
 * @returns The number, counted from 1.
 * @throws {@link Refusal} 400 `parameter_invalid` when it cannot be.
 */
export function readPageNumber(url: URL): number {
  const page = Number(url.searchParams.get('page') ?? 1);
  if (Number.isInteger(page) && page >= 1) return page;
  throw new Refusal(400, 'parameter_invalid', 'Page is invalid');
}

/**
 * The address of another page.
 *
 * @param url - The address that was asked for.
 * @param size - The page size.
 * @param page - The number of the other page.
 * @returns The address.
 */
export function pageUrl(url: URL, size: number, page: number): string {
  const next = new URL(url);
  next.searchParams.set('per_page', String(size));
  next.searchParams.set('page', String(page));
  return next.href;
}
