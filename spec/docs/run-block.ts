import assert from 'node:assert/strict';
import { format, inspect } from 'node:util';
import { jest } from '@jest/globals';
import { config, isObservable } from 'rxjs';
import * as rxjsFetch from 'rxjs/fetch';
import ts from 'typescript';
import type { CodeBlock } from './code-block.ts';
import { missingImports, MODULES } from './imports.ts';
import { openWorkspace } from './workspace.ts';

/** What came of a block. */
export interface BlockRun {
  readonly printed: string;
  /** What it threw, and what its streams failed with where nobody listened. */
  readonly failures: readonly string[];
}

/** What blocks may import besides, by name. */
const OTHERS: typeof MODULES = { 'node:assert/strict': assert, 'rxjs/fetch': rxjsFetch };

/** Virtual milliseconds for a block: streams that never end are watched for as long. */
const LONGEST = 60_000;

/**
 * Runs a block against a test workspace that stands where the platform's `fetch` leads, in virtual
 * time: the caller has put the fake clock in place. A block that ends in an Observable is
 * subscribed to.
 */
export async function runBlock(block: CodeBlock): Promise<BlockRun> {
  const printed: string[] = [];
  const failures: string[] = [];
  const fail = (error: unknown): void => {
    failures.push(inspect(error, { depth: 1 }));
  };
  const print = (...values: readonly unknown[]): void => {
    printed.push(format(...values));
  };
  const load = (name: string): object | undefined => MODULES[name] ?? OTHERS[name];
  const console = { log: print, warn: print, error: print };
  const world = { fetch: openWorkspace(), location: { href: 'https://app.example.com/inbox' } };
  const before = { fetch: globalThis.fetch, location: globalThis.location };
  Object.assign(globalThis, world);
  // The platform's own would strike in real time, when the block is long over.
  const timeout = jest
    .spyOn(AbortSignal, 'timeout')
    .mockImplementation(() => new AbortController().signal);
  config.onUnhandledError = fail;
  const progress = { isDone: false };
  const run = async (): Promise<void> => {
    const last = await compile(block)(load, {}, console);
    if (isObservable(last)) last.subscribe();
  };
  void run()
    .catch(fail)
    .finally(() => {
      progress.isDone = true;
    });
  for (let elapsed = 0; elapsed < LONGEST; elapsed += 500) {
    await jest.advanceTimersByTimeAsync(500);
  }
  if (!progress.isDone) failures.push('it did not end');
  Object.assign(globalThis, before);
  timeout.mockRestore();
  config.onUnhandledError = null;
  return { printed: printed.join('\n'), failures };
}

type Compiled = (...values: readonly unknown[]) => Promise<unknown>;

/** A function of `require`, `exports` and `console`: `await` may stand at the top. */
function compile(block: CodeBlock): Compiled {
  const { outputText } = ts.transpileModule(`${missingImports(block)}\n${block.code}`, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      esModuleInterop: true,
    },
    transformers: { before: [returnLast] },
  });
  const body = `return (async () => {${outputText}\n})();`;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the documents are our own
  return new Function('require', 'exports', 'console', body) as Compiled;
}

/** Makes a function's value of the expression that a block ends with. */
const returnLast: ts.TransformerFactory<ts.SourceFile> = ({ factory }) => {
  return (source) => {
    const last = source.statements.at(-1);
    if (last === undefined || !ts.isExpressionStatement(last)) return source;
    const result = factory.createReturnStatement(last.expression);
    return factory.updateSourceFile(source, [...source.statements.slice(0, -1), result]);
  };
};
