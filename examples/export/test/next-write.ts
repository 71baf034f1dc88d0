import { once } from 'node:events';
import { watch } from 'node:fs';
import { dirname } from 'node:path';

/** Resolves when something is written to the folder of a file: SQLite writes beside it, too. */
export async function nextWrite(file: string): Promise<void> {
  const watcher = watch(dirname(file), { persistent: false });
  await once(watcher, 'change');
  watcher.close();
}
