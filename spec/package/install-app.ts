import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The folder of this checkout. */
export const ROOT = resolve(__dirname, '../..');

/**
 * Makes an application that has the packed tarball installed, and nothing of this checkout's sources.
 *
 * @returns its folder, to be removed
 */
export function installApp(): string {
  const app = realpathSync(mkdtempSync(join(tmpdir(), 'rx-intercom-')));
  const modules = join(app, 'node_modules');
  const target = join(modules, 'rx-intercom');
  mkdirSync(target, { recursive: true });
  // The build is there; its output would stand in the JSON.
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', app];
  const packed = execFileSync('npm', pack, { cwd: ROOT });
  const [{ filename }] = JSON.parse(packed.toString()) as [{ filename: string }];
  execFileSync('tar', ['-xzf', join(app, filename), '-C', target, '--strip-components=1']);
  for (const name of ['rxjs', 'cross-fetch']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  return app;
}
