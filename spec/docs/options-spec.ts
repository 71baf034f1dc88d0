import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const INDEX = 'lib/index.ts';
const { config } = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)) as {
  readonly config: unknown;
};
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
const program = ts.createProgram([INDEX], { ...options, noEmit: true });
const checker = program.getTypeChecker();

/** The names of the options that each function takes. */
function readOptions(): ReadonlyMap<string, ReadonlySet<string>> {
  const file = program.getSourceFile(INDEX);
  const index = file && checker.getSymbolAtLocation(file);
  const taken = new Map<string, ReadonlySet<string>>();
  for (const symbol of index ? checker.getExportsOfModule(index) : []) {
    const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    const type = checker.getTypeOfSymbol(isAlias ? checker.getAliasedSymbol(symbol) : symbol);
    const [first] = type.getCallSignatures()[0]?.parameters ?? [];
    if (first?.name !== 'options') continue;
    const properties = checker.getPropertiesOfType(checker.getTypeOfSymbol(first));
    taken.set(symbol.name, new Set(properties.map(({ name }) => name)));
  }
  return taken;
}

const taken = readOptions();
const page = readFileSync('docs/options.md', 'utf8');
/** What stands between backticks in a text. */
const codes = (text: string): readonly string[] =>
  Array.from(text.matchAll(/`([^`]+)`/g), ([, code = '']) => code);
const rows = Array.from(page.matchAll(/^\| `.*$/gm), ([line]) => line.split('|').slice(1, -1));
/** The columns of the first table behind its first one. */
const groups = ['walks', 'updates', 'exports'];
const [intro = ''] = page.split('\n\n').slice(1);

/** The options that the page says a function takes. */
function described(name: string): ReadonlySet<string> {
  const column = groups.findIndex((group) => codes(line(group)).includes(name)) + 1;
  const shared = rows.filter((row) => column > 0 && row[column]?.trim() === '✓');
  const own = rows.filter(([first = '']) => codes(first).includes(name));
  return new Set([
    ...codes(intro),
    ...shared.flatMap(([option = '']) => codes(option)),
    ...own.flatMap(([, option = '']) => codes(option)),
  ]);
}

/** The functions of a group. */
function line(group: string): string {
  return new RegExp(`^- \\*\\*${group}\\*\\*: (.*)$`, 'm').exec(page)?.[1] ?? '';
}

describe('the page of options', () => {
  it.each([...taken.keys()])('should say which options %s takes', (name) => {
    expect(described(name)).toEqual(taken.get(name));
  });
});
