import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Finds a program that npm does not install.
 *
 * @param name - of the program, and of its package in Debian
 * @param variable - of the environment, which may hold another path
 * @throws `Error` that says what to install, without a stack, because tests print stacks
 */
export function findProgram(name: string, variable: string): string {
  const { [variable]: given, PATH = '' } = process.env;
  const paths = given ? [given] : PATH.split(delimiter).map((folder) => join(folder, name));
  const found = paths.find((path) => existsSync(path));
  if (found !== undefined) return found;
  const where = given ? `at ${given}` : 'on the PATH';
  const error = new Error(
    `There is no ${name} ${where}: install it (Debian: apt-get install ${name}), or set ${variable} ` +
      'to its path.',
  );
  error.stack = error.message;
  throw error;
}
