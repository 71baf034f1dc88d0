import { rounds } from '../runner/rounds.ts';
import { runNode } from '../runner/run-node.ts';
import type { Plan } from './plan.ts';

const packages = ['rxjs', 'rx-intercom', 'intercom-client'] as const;

export type Package = (typeof packages)[number];

/** Milliseconds by round. */
export type Imports = ReadonlyMap<Package, readonly number[]>;

/** (d) How long an import takes, each in a fresh process; `rx-intercom` imports rxjs itself. */
export function measureImports({ rounds: turns }: Plan['imports']): Promise<Imports> {
  return rounds('(d) imports', packages, turns, async (name) =>
    Number(await runNode('clients/import.mjs', name)),
  );
}
