import { Command, InvalidArgumentError } from 'commander';

/** What the command line asks for. */
export interface Arguments {
  readonly workers: number;
  readonly conversations: number;
  /** `0` for any. */
  readonly port: number;
  readonly compare: boolean;
}

/** Ends the program with one line for what it does not understand. */
export function parseArguments(argv: readonly string[]): Arguments {
  return new Command('npm run example:fleet --')
    .description(
      'Exports two made-up workspaces, with their messages, by several processes, and kills one of ' +
        'them. It uses the servers of REDIS_URL and DATABASE_URL; without these variables, it starts ' +
        'redis-server and PostgreSQL on loopback.',
    )
    .option('--workers <n>', 'processes', wholeNumber, 4)
    .option('--conversations <n>', 'of the larger workspace', wholeNumber, 540)
    .option('--port <n>', 'the first of four ports on loopback (default: free ones)', port, 0)
    .option('--no-compare', 'do not run it once more with one process')
    .allowExcessArguments(false)
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

function port(text: string): number {
  const value = wholeNumber(text);
  if (value > 65_532) throw new InvalidArgumentError('It is a port below 65,533.');
  return value;
}
