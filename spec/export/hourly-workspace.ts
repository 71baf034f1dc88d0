import { expect } from '@jest/globals';
import type { ExportReport } from '../../lib/index.ts';
import {
  createTestIntercom,
  type TestIntercom,
  type TestIntercomOptions,
} from '../../lib/testing/index.ts';
import type { ExportRun } from '../helpers/run-export.ts';
import { NOW } from '../helpers/virtual-time.ts';
import { ids } from '../helpers/workspace.ts';

/** When the first conversation was created, in unix seconds. */
export const BEGIN: number = NOW / 1000 - 20 * 86_400;
/** In seconds. */
export const HOUR = 3_600;

/** A workspace of three weeks, with a conversation every hour or so. */
export function hourlyWorkspace(options: TestIntercomOptions): TestIntercom {
  return createTestIntercom({
    conversations: 400,
    createdAt: (index) => BEGIN + index * HOUR + (index % 7),
    latency: 40,
    rateLimit: null,
    ...options,
  });
}

export const options = { perPage: 10, concurrency: 4 };

export function sorted(all: Iterable<string>): readonly string[] {
  return [...all].sort((a, b) => Number(a) - Number(b));
}

/** Everything is there, and nothing came twice as if for the first time. */
export function expectWhole(intercom: TestIntercom, run: ExportRun): ExportReport {
  expect(run.error).toBeUndefined();
  expect(sorted(run.state.keys())).toEqual(sorted(ids(intercom.conversations)));
  expect(new Set(run.inRanges).size).toBe(run.inRanges.length);
  if (run.report === undefined) throw new Error('There is no report');
  return run.report;
}
