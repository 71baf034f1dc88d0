import type { Checkpoint, IntercomError } from 'rx-intercom';

/** What the documents use without saying where it comes from: the reader's own. */

export const token = 'test-token';

/** Any work that takes a moment. */
export function save(...what: readonly unknown[]): Promise<void> {
  return what.length === 0 ? Promise.reject(new Error('Nothing to save')) : Promise.resolve();
}

/** Takes rows out of a database. */
export function remove(ids: readonly string[]): Promise<void> {
  return save(ids);
}

/** Finds nothing, as on the first day. */
export function load(): Checkpoint | undefined {
  return undefined;
}

export const lastCheckpoint: Checkpoint | undefined = load();

export const error: Pick<IntercomError, 'checkpoint'> = { checkpoint: null };

export const id = '17';

export function fetchConversation(wanted: string): Promise<{ readonly id: string }> {
  return Promise.resolve({ id: wanted });
}

/** In unix seconds. */
export const lastUpdatedAt = 1_767_225_500;

/** A client of Redis whose scripts grant everything. */
export const redis: {
  readonly eval: (script: string, count: number, ...rest: readonly string[]) => Promise<unknown>;
} = { eval: () => Promise.resolve([0, 1]) };
