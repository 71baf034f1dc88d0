import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian keeps the programs of PostgreSQL here, in a folder for each version. */
const DEBIAN = '/usr/lib/postgresql';

/** @throws `Error` with a sentence where a program is not installed */
export function findProgram(name: string, debianPackage: string, variable: string): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  const newestFirst = versions.sort((a, b) => Number(b) - Number(a));
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...newestFirst.map((version) => join(DEBIAN, version, 'bin')),
  ];
  const found = folders.map((folder) => join(folder, name)).find(existsSync);
  if (found !== undefined) return found;
  throw new Error(
    `There is no ${name}: install it (on Debian: apt-get install ${debianPackage}), or set ${variable}.`,
  );
}
