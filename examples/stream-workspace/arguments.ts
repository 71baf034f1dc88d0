import { Option } from 'commander';
import type { Region } from 'rx-intercom';
import { pageSize, wholeNumber } from '../terminal/numbers.ts';
import { createProgram } from '../terminal/program.ts';

/** What the command line asks for. */
export interface Arguments {
  readonly limit?: number;
  readonly perPage: number;
  readonly region: Region;
  readonly baseUrl?: string;
  /** Whether to read everything a second time, in ranges. */
  readonly export?: boolean;
  readonly resume: boolean;
  readonly checkpoint: string;
}

export function parseArguments(argv: readonly string[]): Arguments {
  return createProgram(
    'npm start',
    'Streams every conversation of a workspace: of a local test workspace over HTTP, or of the ' +
      'real one when INTERCOM_ACCESS_TOKEN is set.',
  )
    .option('--limit <n>', 'stop after so many conversations', wholeNumber())
    .option('--per-page <n>', 'conversations a page, 1 to 150', pageSize, 50)
    .addOption(
      new Option('--region <region>', 'where the workspace is hosted')
        .choices(['us', 'eu', 'au'])
        .default('us')
        .env('INTERCOM_REGION'),
    )
    .option('--base-url <url>', 'a proxy or test server, in place of the region')
    .option('--export', 'then read everything again in ranges, and compare (default for the test)')
    .option('--no-export', 'do not')
    .option('--resume', 'go on where the last run stopped', false)
    .option(
      '--checkpoint <file>',
      'where a run that is stopped writes its checkpoint',
      'walk.checkpoint.json',
    )
    .parse(argv)
    .opts<Arguments>();
}
