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
const [intro = '', ...rest] = page.split('\n| ');
const [head = '', , ...lines] = `| ${rest.join('\n| ')}`.split('\n\n')[0]?.split('\n') ?? [];
const cells = (line: string): readonly string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('`', ''));
const [, ...functions] = cells(head);
const rows = lines.map(cells);

/** The options that the page says a function takes. */
function described(name: string): ReadonlySet<string> {
  const column = functions.indexOf(name) + 1;
  const common = Array.from(intro.matchAll(/`(\w+)`/g), ([, option = '']) => option);
  const own = rows.filter((row) => row[column] === '✓').map(([option = '']) => option);
  return new Set([...common, ...own]);
}

describe('the page of options', () => {
  it.each(functions)('should say which options %s takes', (name) => {
    expect(described(name)).toEqual(taken.get(name));
  });

  it.each([
    ['conversationPages$', 'conversations$'],
    ['iterateConversations', 'conversations$'],
    ['planExport$', 'exportConversations$'],
  ])('should be right that %s takes the options of %s', (name, other) => {
    expect(taken.get(name)).toEqual(taken.get(other));
  });

  it('should tell of every function', () => {
    const told = [...taken.keys()].filter((name) => page.includes(`\`${name}\``));
    expect(told).toEqual([...taken.keys()]);
  });
});
