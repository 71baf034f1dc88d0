import path from 'node:path';
import ts from 'typescript';
import { ROOT, type CodeBlock } from './code-block.ts';
import { missingImports } from './imports.ts';

/** What the compiler says about a block. */
export interface Complaint {
  readonly block: CodeBlock;
  /** As editors and terminals link it: `docs/cookbook.md:12:3 - …`. */
  readonly text: string;
}

/** The package's own settings, without those that judge style. */
function readOptions(): ts.CompilerOptions {
  const file = path.join(ROOT, 'tsconfig.json');
  const { config } = ts.readConfigFile(file, (name) => ts.sys.readFile(name)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  return {
    ...options,
    noUnusedLocals: false,
    noUnusedParameters: false,
    experimentalDecorators: true,
  };
}

/** Type-checks each block as a module of its own, in the strict mode of the package. */
export function typeCheck(blocks: readonly CodeBlock[]): readonly Complaint[] {
  const files = new Map(
    blocks.map((block, index) => [
      path.join(ROOT, 'spec/docs', `block-${index}.ts`),
      { block, text: `${missingImports(block)}\n${block.code}\n` },
    ]),
  );
  const options = readOptions();
  const host = ts.createCompilerHost(options);
  const own: ts.CompilerHost = {
    ...host,
    fileExists: (name) => files.has(name) || host.fileExists(name),
    readFile: (name) => files.get(name)?.text ?? host.readFile(name),
    getSourceFile: (name, languageVersion, ...rest) => {
      const file = files.get(name);
      return file === undefined
        ? host.getSourceFile(name, languageVersion, ...rest)
        : ts.createSourceFile(name, file.text, languageVersion, true);
    },
  };
  const foreign = path.join(ROOT, 'spec/docs/foreign.d.ts');
  const program = ts.createProgram([foreign, ...files.keys()], options, own);
  return [...files].flatMap(([name, { block }]) => {
    const source = program.getSourceFile(name);
    if (source === undefined) throw new Error(`${name} is not part of the program`);
    return [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ].map((diagnostic) => ({ block, text: describe(diagnostic, source, block) }));
  });
}

function describe({ start, messageText }: ts.Diagnostic, source: ts.SourceFile, block: CodeBlock) {
  const { line, character } = source.getLineAndCharacterOfPosition(start ?? 0);
  const place = `${block.file}:${block.line + line - 1}:${character + 1}`;
  return `${place} - ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
}
