import type { ExportOptions } from '../../lib/index.ts';
import type { TestIntercom } from '../../lib/testing/index.ts';

/** The options that export a workspace in small pages. */
export function optionsFor({ fetch }: TestIntercom): ExportOptions {
  return { token: 'test-token', fetch, perPage: 10, concurrency: 3, random: () => 0.5 };
}
