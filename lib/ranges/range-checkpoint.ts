import { checkThat } from '../errors/check.ts';
import type { Client } from '../http/client.ts';
import { isArrayOf, isObject, isText, orderedJson, type JsonObject } from '../types/json.ts';
import { FIELD, FORMAT, listSeen, parseCheckpoint } from '../lists/parse-checkpoint.ts';
import type { Delivered } from '../paging/delivered.ts';
import { lazy } from '../paging/lazy.ts';
import type { ExportCheckpoint, ExportRange } from '../types/export-checkpoint.ts';
import type { RangeState } from './range.ts';

/** What an export is of: it resumes only from a checkpoint of the same. */
export type ExportSubject = Pick<
  ExportCheckpoint,
  'baseUrl' | 'version' | 'query' | 'since' | 'until'
>;

const ALLOWED =
  'a checkpoint of a page or an error of exportConversations$: an object, its JSON parsed';

/**
 * Reads where an export stood.
 *
 * @throws {@link InvalidOptionsError} for a value that is not a checkpoint of an export, and for a
 * checkpoint of another format or another export
 */
export function readExportCheckpoint(value: unknown, subject: ExportSubject): ExportCheckpoint {
  const checkpoint = parseCheckpoint<ExportCheckpoint>(
    value,
    'ranges',
    isExportCheckpoint,
    ALLOWED,
  );
  const names = ['baseUrl', 'version', 'since', 'until', 'query'] as const;
  for (const name of names) {
    const [told, wanted] = [checkpoint, subject].map((one) => orderedJson(one[name]));
    const of = `a checkpoint of ${name}`;
    checkThat(told === wanted, FIELD, `${of} ${told}`, `${of} ${wanted}`);
  }
  checkThat(isWhole(checkpoint), FIELD, 'a checkpoint with a gap', 'one as the export has made it');
  return checkpoint;
}

/** Whether the ranges cover the export, and are done where it reads the changes. */
function isWhole({ ranges, since, until, startedAt, phase }: ExportCheckpoint): boolean {
  const sorted = [...ranges].sort((a, b) => a.from - b.from || a.to - b.to);
  const end = sorted.at(-1)?.to ?? 0;
  return (
    sorted.every(({ from, to }, at) => from === (sorted[at - 1]?.to ?? since ?? 0) && from <= to) &&
    (until === null ? end >= startedAt : end === until) &&
    (phase === 'ranges' || ranges.every(({ isDone }) => isDone))
  );
}

/** Where an export stands, with its rows as values that share a log. */
export interface ExportState extends Omit<
  ExportCheckpoint,
  'format' | 'baseUrl' | 'version' | 'ranges' | 'changes' | 'recent'
> {
  readonly ranges: readonly RangeState[];
  readonly changes: RangeState | null;
  readonly recent: Delivered;
}

const withRecent = lazy('recent');

/**
 * Writes down where an export stands. Rows are listed when they are read, because they may be many;
 * one whose id is no text may come again.
 */
export function createExportCheckpoint(
  { baseUrl, version }: Pick<Client, 'baseUrl' | 'version'>,
  { ranges, changes, recent, ...state }: ExportState,
): ExportCheckpoint {
  const from = changes?.from ?? -Infinity;
  const checkpoint = {
    format: FORMAT,
    baseUrl,
    version,
    ...state,
    ranges: ranges.map((range) => listSeen(range)),
    changes: changes && listSeen(changes),
  };
  return withRecent(checkpoint, () =>
    [...recent.toMap()].filter((row) => isRecent(row) && row[1] >= from),
  );
}

function isExportCheckpoint(value: JsonObject): boolean {
  const { query, since, until, catchUp, startedAt, phase, ranges, changes, recent, total } = value;
  return (
    (query === null || isObject(query)) &&
    [since, until, total].every(isSecondOrNull) &&
    typeof catchUp === 'boolean' &&
    Number.isSafeInteger(startedAt) &&
    (phase === 'ranges' || phase === 'changes') &&
    isArrayOf(ranges, isRange) &&
    ranges.length > 0 &&
    (changes === null || isRange(changes)) &&
    isArrayOf(recent, isRecent)
  );
}

function isRange(value: unknown): value is ExportRange {
  if (!isObject(value)) return false;
  const { from, to, at, seen, delivered, isDone, isReread } = value;
  return (
    [from, to, delivered].every(Number.isSafeInteger) &&
    isSecondOrNull(at) &&
    isArrayOf(seen, isText) &&
    typeof isDone === 'boolean' &&
    typeof isReread === 'boolean'
  );
}

function isRecent(value: unknown): boolean {
  return Array.isArray(value) && isText(value[0]) && Number.isFinite(value[1]);
}

function isSecondOrNull(value: unknown): boolean {
  return value === null || Number.isSafeInteger(value);
}
