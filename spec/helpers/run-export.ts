import {
  exportConversations$,
  type Conversation,
  type ExportOptions,
  type ExportPage,
  type ExportReport,
  type Fetch,
} from '../../lib/index.ts';

import { runToEnd } from './run-to-end.ts';

/** What came of an export. */
export interface ExportRun {
  readonly pages: readonly ExportPage[];
  /** The ids of the phase `ranges`, in order of arrival. */
  readonly inRanges: readonly string[];
  /** What a database holds that puts each conversation in place of the one before. */
  readonly state: ReadonlyMap<string, Conversation>;
  /** `undefined` when it completed. */
  readonly error: unknown;
  readonly report: ExportReport | undefined;
}

/** Exports a test workspace to the end, on the fake clock. */
export async function runExport(
  { fetch }: { readonly fetch: Fetch },
  options: Omit<ExportOptions, 'fetch'> = {},
  onPage?: (page: ExportPage, index: number) => void,
): Promise<ExportRun> {
  const pages: ExportPage[] = [];
  let report: ExportReport | undefined;
  const { error } = await runToEnd(
    exportConversations$(
      {
        token: 'test-token',
        random: () => 0.5,
        ...options,
        fetch,
        onComplete: (told) => {
          report = told;
        },
      },
      (page, index) => {
        pages.push(page);
        onPage?.(page, index);
        return [];
      },
    ),
  );
  const inRanges = pages
    .filter(({ phase }) => phase === 'ranges')
    .flatMap(({ conversations }) => conversations.map(({ id }) => id));
  const state = new Map(
    pages.flatMap(({ conversations }) => conversations.map((row) => [row.id, row] as const)),
  );
  return { pages, inRanges, state, error, report };
}
