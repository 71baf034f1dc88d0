import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = fileURLToPath(new URL('program', import.meta.url));

/**
 * Makes an application in a temporary folder, as a stranger would: the package and rxjs, installed
 * by npm. The conformance program is put into it.
 *
 * @param wanted - what to install as rx-intercom; this checkout, packed, unless given
 * @returns the folder
 */
export function installApp(wanted?: string): string {
  const app = realpathSync(mkdtempSync(join(tmpdir(), 'rx-intercom-')));
  writeFileSync(join(app, 'package.json'), '{ "private": true }');
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund'];
  const library =
    wanted === undefined ? `./${pack(app)}` : existsSync(wanted) ? resolve(wanted) : wanted;
  npm([...install, library, 'rxjs'], app);
  cpSync(program, app, { recursive: true });
  return app;
}

function pack(into: string): string {
  const printed = npm(['pack', '--ignore-scripts', '--json', '--pack-destination', into], root);
  const [packed] = JSON.parse(printed) as [{ filename: string }];
  return packed.filename;
}

function npm(args: readonly string[], cwd: string): string {
  return execFileSync('npm', args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] }).toString();
}
