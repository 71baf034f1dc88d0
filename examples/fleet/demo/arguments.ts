import { InvalidArgumentError } from 'commander';
import { port, wholeNumber } from '../../terminal/numbers.ts';
import { createProgram } from '../../terminal/program.ts';

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
  return createProgram(
    'npm run example:fleet',
    'Exports two test workspaces, with their messages, by several processes, and kills one of ' +
      'them. It uses the servers of REDIS_URL and DATABASE_URL; without these variables, it starts ' +
      'redis-server and PostgreSQL on loopback.',
  )
    .option('--workers <n>', 'processes', wholeNumber(), 4)
    .option('--conversations <n>', 'of the larger workspace', wholeNumber(), 270)
    .option('--port <n>', 'the first of four ports on loopback; 0 for free ones', firstPort, 0)
    .option('--no-compare', 'do not run it once more with one process')
    .parse(argv)
    .opts<Arguments>();
}

/** Three more follow it. */
function firstPort(text: string): number {
  const value = port(text);
  if (value > 65_532) throw new InvalidArgumentError('Pass a number from 0 to 65532.');
  return value;
}
