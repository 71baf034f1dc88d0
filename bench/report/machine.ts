import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

/** Where it was measured, and with what. */
export function machine(): string {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const versions = ['rx-intercom', 'rxjs', 'intercom-client'].map(
    (name) => `${name} ${version(name)}`,
  );
  return [
    `${processors.length} cores of ${processors[0]?.model.trim() ?? 'an unknown processor'}`,
    `${memory} GiB`,
    `${process.platform} ${process.arch}`,
    `Node ${process.versions.node}`,
    ...versions,
  ].join(' · ');
}

function version(name: string): string {
  const path = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  const { version: found } = JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string };
  return found;
}
