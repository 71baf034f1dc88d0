import type { Arguments } from './arguments.ts';
import { openNdjsonStore } from './ndjson-store.ts';
import { openSqliteStore } from './sqlite-store.ts';
import type { Store } from './store.ts';

/** @throws `Error` where the file cannot be written, or holds an export that was made otherwise */
export function openStore({ format, output, fresh, parts }: Arguments): Store {
  const open = format === 'sqlite' ? openSqliteStore : openNdjsonStore;
  const store = open(output, fresh);
  const hasParts = store.position()?.hasParts ?? parts !== undefined;
  if (hasParts === (parts !== undefined)) return store;
  store.close();
  const remedy = hasParts ? 'with --parts' : 'without --parts';
  throw new Error(`it was begun ${remedy}: go on like this, or pass --fresh to start over`);
}
