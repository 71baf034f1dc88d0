import { Command, InvalidArgumentError } from 'commander';

/** What the command line asks for. */
export interface Arguments {
  readonly limit?: number;
  readonly perPage: number;
  readonly startingAfter?: string;
  readonly color: boolean;
}

export function parseArguments(argv: readonly string[]): Arguments {
  return new Command('npm start --')
    .description(
      'Streams every conversation of a workspace: of a local test workspace over HTTP, or of the ' +
        'real one when INTERCOM_ACCESS_TOKEN (and INTERCOM_REGION: us, eu or au) is set.',
    )
    .option('--limit <n>', 'stop after so many conversations', positive)
    .option('--per-page <n>', 'conversations a page, 1 to 150', positive, 50)
    .option('--starting-after <cursor>', 'go on behind this cursor')
    .option('--no-color', 'plain output')
    .parse(argv)
    .opts<Arguments>();
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('It is a whole number above 0.');
  return value;
}
