import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bundle, Task } from './bundlers/task.ts';
import { measure, type Measured } from './measure.ts';
import { walk } from './walk.ts';

/** The programs, and what the table calls them. */
const PROGRAMS = { walk: '`conversations$`', everything: 'everything' };

/** A row of the table: names, and sizes in bytes. */
export interface Row {
  readonly names: readonly string[];
  readonly sizes: readonly number[];
}

/**
 * Bundles each program in each way that the table has a column for.
 *
 * @throws where a bundle does not run, or has cross-fetch in it where it is kept out
 */
export async function measureBundler(name: string, bundle: Bundle): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const [program, title] of Object.entries(PROGRAMS)) {
    const make = async (differs: Partial<Task>): Promise<Measured> => {
      const outdir = await mkdtemp(join(tmpdir(), 'rx-intercom-bundle-'));
      const entry = fileURLToPath(new URL(`programs/${program}.js`, import.meta.url));
      const ways = { isOneFile: false, isCrossFetchOut: false, isRxjsOut: false, ...differs };
      await bundle({ entry, outdir, ...ways });
      const measured = await measure(outdir);
      const walked = ways.isRxjsOut ? null : await walk(outdir);
      await rm(outdir, { recursive: true });
      const what = `${name}, ${program}, ${JSON.stringify(differs)}`;
      if (walked !== null && walked.count !== 60) {
        throw new Error(`${what}: ${walked.count} of 60 conversations`);
      }
      if (walked !== null && ways.isCrossFetchOut && walked.kind !== 'invalid-options') {
        throw new Error(`${what}: without fetch, ${walked.kind}`);
      }
      if (measured.hasCrossFetch === ways.isCrossFetchOut) {
        throw new Error(`${what}: cross-fetch is ${measured.hasCrossFetch ? 'in' : 'out'}`);
      }
      return measured;
    };
    const alone = await make({ isCrossFetchOut: true, isRxjsOut: true });
    const chunks = await make({});
    const oneFile = await make({ isOneFile: true });
    const without = await make({ isOneFile: true, isCrossFetchOut: true });
    rows.push({
      names: [name, title],
      sizes: [alone.atOnce, chunks.atOnce, chunks.onDemand, oneFile.atOnce, without.atOnce],
    });
  }
  return rows;
}
