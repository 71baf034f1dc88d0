import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Observable } from 'rxjs';
import type { IntercomError } from 'rx-intercom';
import { createTestIntercom } from 'rx-intercom/testing';

/** What the programs leave behind. */
interface Page {
  all$?: Observable<unknown>;
}

/** What a bundle does. */
export interface Walked {
  /** How many of 60 conversations arrive where the platform has a `fetch`, as every browser. */
  readonly count: number;
  /** The kind of the failure where it has none. */
  readonly kind: IntercomError['kind'] | undefined;
}

/** Runs the bundle of a folder. */
export async function walk(folder: string): Promise<Walked> {
  const { fetch } = createTestIntercom({ conversations: 60 });
  const page = globalThis as typeof globalThis & Page;
  // webpack looks for `self`.
  Object.assign(globalThis, { fetch, self: globalThis });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await import(pathToFileURL(join(folder, 'main.js')).href);
  let count = 0;
  await page.all$?.forEach(() => {
    count += 1;
  });
  Reflect.deleteProperty(globalThis, 'fetch');
  const kind = await page.all$
    ?.forEach(() => undefined)
    .then(
      () => undefined,
      (error: IntercomError) => error.kind,
    );
  return { count, kind };
}
