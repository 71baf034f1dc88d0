import { InvalidArgumentError, Option } from 'commander';
import type { Region, SearchQuery } from 'rx-intercom';
import { pageSize, wholeNumber } from '../terminal/numbers.ts';
import { createProgram } from '../terminal/program.ts';

/** What the command line and the environment ask for. */
export interface Arguments {
  readonly format: 'sqlite' | 'ndjson';
  readonly output: string;
  /** How many conversations get their messages at once; `undefined` for no messages. */
  readonly parts?: number;
  readonly concurrency: number;
  readonly perPage: number;
  readonly since?: Date;
  readonly query?: SearchQuery;
  /** In seconds. */
  readonly lookBack?: number;
  readonly region: Region;
  readonly baseUrl?: string;
  readonly fresh: boolean;
}

/** Ends the program with one line for what it does not understand. */
export function parseArguments(argv: readonly string[]): Arguments {
  const options = createProgram(
    'npm run example:export',
    'Exports every conversation of a workspace into a file: of the workspace of ' +
      'INTERCOM_ACCESS_TOKEN, else of a made-up one. Run it again to go on where it was stopped, ' +
      'or to fetch what has changed since.',
  )
    .addOption(
      new Option('--format <format>', 'a SQLite table, or a JSON object on each line')
        .choices(['sqlite', 'ndjson'])
        .default('sqlite'),
    )
    .option('--output <file>', 'where to, one file a workspace (default: export.sqlite or .ndjson)')
    .addOption(
      new Option('--parts [n]', 'messages too, of n conversations at once; 8 where n is left out')
        .argParser(wholeNumber())
        .preset('8'),
    )
    .option('--since <date>', 'only conversations created since then, as 2026-01-31', date)
    .option('--query <json>', 'only conversations that match this query of a search', json)
    .option('--concurrency <n>', 'ranges read at once, up to 1000', wholeNumber(1, 1_000), 4)
    .option('--per-page <n>', 'conversations a page, 1 to 150', pageSize, 150)
    .option(
      '--look-back <seconds>',
      'by how much the search may show a change late (default: 30)',
      wholeNumber(0),
    )
    .addOption(
      new Option('--region <region>', 'where the workspace is hosted')
        .choices(['us', 'eu', 'au'])
        .default('us')
        .env('INTERCOM_REGION'),
    )
    .option('--base-url <url>', 'a proxy or test server, in place of the region')
    .option('--fresh', 'empty the file and start over', false)
    .parse(argv)
    .opts<Omit<Arguments, 'output'> & { readonly output?: string }>();
  return { ...options, output: options.output ?? `export.${options.format}` };
}

function date(text: string): Date {
  const value = new Date(text);
  const [day] = /^\d{4}-\d\d-\d\d(?=$|T)/.exec(text) ?? [];
  if (day !== undefined && !Number.isNaN(value.getTime()) && isDay(day)) return value;
  throw new InvalidArgumentError('Pass a day, as 2026-01-31, or a time, as 2026-01-31T12:00:00Z.');
}

/** A day that its month does not have becomes one of the next month, or no date. */
function isDay(text: string): boolean {
  const day = new Date(text);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** What the query may be is checked by the library. */
function json(text: string): SearchQuery {
  try {
    return JSON.parse(text) as SearchQuery;
  } catch {
    throw new InvalidArgumentError('Pass JSON.');
  }
}
