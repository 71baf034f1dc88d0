import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT: string = path.resolve(__dirname, '../..');

/** A fenced block of TypeScript in a document, or in a comment of a source file. */
export interface CodeBlock {
  /** From the root of the repository. */
  readonly file: string;
  /** Of the first line of code, counted from 1. */
  readonly line: number;
  readonly code: string;
  /** Why it is only type-checked: what `<!-- not run: … -->` before the fence says. */
  readonly notRun: string | undefined;
  /** What it prints: the block below `<!-- prints -->`, the next thing after the code. */
  readonly prints: string | undefined;
}

const NOT_RUN = /^<!-- not run: (.+) -->$/;
const FILE = /^<!-- file: .+ -->$/;
const PRINTS = '<!-- prints -->';

/** The files of a folder that are our own, from the root of the repository. */
export function listFiles(
  folder: string,
  extension: string,
  { recursive = true } = {},
): readonly string[] {
  return readdirSync(path.join(ROOT, folder), { recursive, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((name) => name.endsWith(extension) && !/(^docs\/api|node_modules)\//.test(name))
    .sort();
}

/**
 * Finds the `ts` blocks of a file. In sources they stand in TSDoc, behind ` * `. A block below
 * `<!-- file: … -->` is left to spec/recipes.
 */
export function readCodeBlocks(file: string): readonly CodeBlock[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const lines = text.split('\n').map((line) => (file.endsWith('.ts') ? uncomment(line) : line));
  const blocks: CodeBlock[] = [];
  let open: number | undefined;
  lines.forEach((line, index) => {
    if (open === undefined) {
      if (line === '```ts') open = index;
      return;
    }
    if (line !== '```') return;
    const mark = above(lines, open);
    if (!FILE.test(mark)) {
      blocks.push({
        file,
        line: open + 2,
        code: lines.slice(open + 1, index).join('\n'),
        notRun: NOT_RUN.exec(mark)?.[1],
        prints: printed(lines, index + 1),
      });
    }
    open = undefined;
  });
  if (open !== undefined) throw new Error(`${file}:${open + 1}: the block is never closed`);
  return blocks;
}

function uncomment(line: string): string {
  return line.replace(/^\s*\* ?/, '');
}

/** The last line before this one that is not empty. */
function above(lines: readonly string[], index: number): string {
  return (
    lines
      .slice(0, index)
      .filter((line) => line !== '')
      .at(-1) ?? ''
  );
}

function printed(lines: readonly string[], from: number): string | undefined {
  const mark = lines.findIndex((line, index) => index >= from && line !== '');
  if (lines[mark] !== PRINTS) return undefined;
  const start = lines.indexOf('```', mark) + 1;
  return lines.slice(start, lines.indexOf('```', start)).join('\n');
}
