import * as rxIntercom from 'rx-intercom';
import * as redis from 'rx-intercom/redis';
import * as testing from 'rx-intercom/testing';
import * as rxjs from 'rxjs';
import ts from 'typescript';
import type { CodeBlock } from './code-block.ts';
import * as freeNames from './free-names.ts';

/** Where the names of a block may come from, the first that has one wins. */
export const MODULES: Readonly<Record<string, object>> = {
  './free-names.ts': freeNames,
  'rx-intercom': rxIntercom,
  'rx-intercom/redis': redis,
  'rx-intercom/testing': testing,
  rxjs,
};

/**
 * The imports a block leaves out because the reader knows by then where the names come from: one
 * line to put before it. Names it imports or declares itself are left alone.
 */
export function missingImports({ file, code }: CodeBlock): string {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const used = new Set<string>();
  const own = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const { parent } = node;
      const isName = 'name' in parent && parent.name === node;
      const isProperty = ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent);
      if (!isName || ts.isShorthandPropertyAssignment(parent)) used.add(node.text);
      else if (!isProperty) own.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  const wanted = [...used].filter((name) => !own.has(name));
  const found = Object.entries(MODULES).map(([specifier, exported]) => {
    const names = wanted.filter((name) => moduleOf(name) === specifier && name in exported);
    return names.length === 0
      ? ''
      : `import { ${names.join(', ')} } from ${JSON.stringify(specifier)};`;
  });
  return `${found.join('')}export {};`;
}

function moduleOf(name: string): string | undefined {
  return Object.entries(MODULES).find(([, exported]) => name in exported)?.[0];
}
