import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { BusyWorkspace } from './busy-workspace.ts';
import { nextWrite } from './next-write.ts';
import { readExport } from './read-export.ts';
import type { Exporter } from './start-exporter.ts';

/** What a kill has left behind. */
export interface Kill {
  readonly rows: number;
  readonly phase: 'ranges' | 'changes';
}

/** How a program is killed. */
export interface Kills {
  /** How often. */
  readonly times: number;
  /** Each time after one of so many requests, a later one from run to run: */
  readonly requests: number;
  readonly random: () => number;
}

/** up to so many milliseconds later, or every other time as soon as the file is written to. */
const DELAY = 60;

/** Starts a program so often, and kills it; the workspace changes meanwhile. */
export async function killRepeatedly(
  workspace: BusyWorkspace,
  start: () => Exporter,
  file: string,
  { times, requests, random }: Kills,
): Promise<readonly Kill[]> {
  const kills: Kill[] = [];
  for (let run = 0; kills.length < times; run += 1) {
    assert.ok(run < 3 * times, 'the runs should be killed, not come to their end');
    const exporter = start();
    const moment = 1 + Math.floor((((run % times) + random()) / times) * requests);
    await Promise.race([workspace.requests(moment), exporter.exit]);
    const wait = run % 2 === 0 ? setTimeout(random() * DELAY) : nextWrite(file);
    await Promise.race([wait, exporter.exit]);
    exporter.kill('SIGKILL');
    const { code, signal, output } = await exporter.exit;
    if (signal === 'SIGKILL') kills.push(inspect(file));
    else assert.equal(code, 0, output);
  }
  return kills;
}

/** In the ranges each page adds as many rows as it holds: the checkpoint must say the same. */
function inspect(file: string): Kill {
  const { rows, position } = readExport(file);
  const { phase = 'ranges', ranges = [] } = position?.checkpoint ?? {};
  const delivered = ranges.reduce((sum, range) => sum + range.delivered, 0);
  if (phase === 'ranges') assert.equal(rows.length, delivered, 'rows and checkpoint differ');
  return { rows: rows.length, phase };
}
