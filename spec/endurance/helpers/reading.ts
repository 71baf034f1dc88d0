import type { Answer } from './answers.ts';

/** What a list body says, read without the library. */
export interface Reading {
  readonly items: readonly { readonly id: unknown }[];
  /** Whether it says that no page comes after it. */
  readonly isLast: boolean;
}

/** @returns `null` where the answer is no list that can be understood */
export async function readList({ status, bytes }: Answer): Promise<Reading | null> {
  if (status < 200 || status > 299 || status === 204 || status === 205) return null;
  const json = parse(await new Response(bytes).text());
  if (!isObject(json) || json['type'] === 'error.list') return null;
  const items: unknown = json['conversations'] ?? json['data'];
  if (!Array.isArray(items) || !items.every(isObject)) return null;
  const isLast = saysLast(json['pages']);
  return isLast === null ? null : { items: items.map(({ id }) => ({ id })), isLast };
}

/** `null` where it says nothing that can be understood. */
function saysLast(pages: unknown): boolean | null {
  if (pages == null) return true;
  if (!isObject(pages)) return null;
  const next = pages['next'];
  const cursor = isObject(next) ? next['starting_after'] : next;
  if (cursor == null || cursor === '') return true;
  return typeof cursor === 'string' ? false : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
