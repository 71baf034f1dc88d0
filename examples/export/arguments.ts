import { Command, InvalidArgumentError, Option } from 'commander';
import type { Region } from 'rx-intercom';

/** What the command line and the environment ask for. */
export interface Arguments {
  readonly database: string;
  readonly perPage: number;
  readonly region: Region;
  readonly baseUrl?: string;
  readonly fresh: boolean;
}

export function parseArguments(argv: readonly string[]): Arguments {
  return new Command('npm start --')
    .description(
      'Exports every conversation of a workspace into SQLite: of the workspace of ' +
        'INTERCOM_ACCESS_TOKEN, else of a made-up one. Run it again to go on where it was stopped, ' +
        'or to fetch what has changed since.',
    )
    .option('--database <file>', 'where to, one file a workspace', 'export.sqlite')
    .option('--per-page <n>', 'conversations a page, 1 to 150', wholeNumber, 150)
    .addOption(
      new Option('--region <region>', 'where the workspace is hosted')
        .choices(['us', 'eu', 'au'])
        .default('us')
        .env('INTERCOM_REGION'),
    )
    .option('--base-url <url>', 'a proxy or test server, in place of the region')
    .option('--fresh', 'empty the database and start over', false)
    .parse(argv)
    .opts<Arguments>();
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new InvalidArgumentError('It is a whole number above 0.');
  }
  return value;
}
