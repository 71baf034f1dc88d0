import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder of this checkout. */
export const ROOT = resolve(__dirname, '../..');

/** A program of this repository that people start. */
export interface Program {
  /** The command that starts it, for example `npm run bench`. */
  readonly name: string;
  /** What starts it without npm: the arguments of Node, and the folder. */
  readonly args: readonly string[];
  readonly folder: string;
}

/**
 * Every program that a script of the root or of `bench/` starts, found in their `package.json`. Of several
 * scripts that start the same one, the first counts.
 */
export const PROGRAMS: readonly Program[] = [
  ...programsOf('.', (script) => (script === 'start' ? 'npm start' : `npm run ${script}`)),
  ...programsOf('bench', (script) => `npm run ${script} --prefix bench`),
].filter(
  (program, index, all) => all.findIndex((one) => fileOf(one) === fileOf(program)) === index,
);

function fileOf({ args, folder }: Program): string {
  return join(folder, args.find((word) => !word.startsWith('-')) ?? '');
}

function programsOf(folder: string, nameOf: (script: string) => string): readonly Program[] {
  return Object.entries(scriptsOf(folder)).flatMap(([script, command]) => {
    // Scripts may install first, and then start what another package starts.
    const last = command.split('&&').at(-1)?.trim() ?? '';
    const inside = /^npm start --prefix (\S+)/.exec(last)?.[1];
    const at = inside ?? folder;
    const [runner, ...args] = (inside ? (scriptsOf(inside)['start'] ?? '') : last).split(' ');
    if (args.includes('--test') || (runner !== 'tsx' && runner !== 'node')) return [];
    const ofNode = runner === 'tsx' ? ['--import=tsx', ...args] : args;
    return [{ name: nameOf(script), args: ofNode, folder: join(ROOT, at) }];
  });
}

function scriptsOf(folder: string): Readonly<Record<string, string>> {
  const text = readFileSync(join(ROOT, folder, 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly scripts: Record<string, string> }).scripts;
}
