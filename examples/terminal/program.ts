import { AssertionError } from 'node:assert';
import { Command } from 'commander';
import { endQuietly } from './end-quietly.ts';

/**
 * The command line of a program: `--help` describes it, and an unknown flag ends it with one line.
 *
 * From here on, so does every error that nobody catches, because most are for the user to mend: a
 * port that is taken, a full disk, a folder that is read-only. A bug of the program keeps its stack.
 * The program ends without a word when nobody reads its output any more.
 *
 * @param name - the command that starts it, for example `npm run bench`
 */
export function createProgram(name: string, description: string): Command {
  endQuietly(process.stdout, process.stderr);
  process.on('uncaughtException', (error) => {
    console.error(isBug(error) ? error : describe(error));
    process.exit(1);
  });
  return new Command(`${name} --`).description(description).allowExcessArguments(false);
}

/** Errors of the language. Those of the system, of a library and of a program are sentences. */
function isBug(error: unknown): boolean {
  const kinds = [TypeError, ReferenceError, RangeError, SyntaxError, AssertionError];
  return kinds.some((kind) => error instanceof kind);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port, message } = error as NodeJS.ErrnoException & { readonly port?: number };
  if (code !== 'EADDRINUSE') return message;
  return `Port ${String(port)} is taken: pass another --port, or stop the program that has it.`;
}
