import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The rooms of a short run. */
const SHORT = 'spec/(operators|paging|conversations/(conv|iter|proc))';

/** The least version of each part of the peer range, so that what is promised is what is run. */
function promisedVersions(): readonly string[] {
  const { peerDependencies } = JSON.parse(
    readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
  ) as { readonly peerDependencies: { readonly rxjs: string } };
  return peerDependencies.rxjs.split(' || ').map((range) => range.replace('^', ''));
}

function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): void {
  execFileSync(program, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
}

/** Type-checks the library, and runs the specs, with another version of rxjs. */
function tryVersion(version: string, folder: string): void {
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', `rxjs@${version}`]);
  const rxjs = path.join(folder, 'node_modules/rxjs');
  const types = path.join(rxjs, 'dist/types');
  const config = path.join(folder, 'tsconfig.json');
  const paths = { rxjs: [`${types}/index.d.ts`], 'rxjs/*': [`${types}/*/index.d.ts`] };
  writeFileSync(
    config,
    JSON.stringify({
      extends: path.join(ROOT, 'tsconfig.build.json'),
      compilerOptions: { paths },
      include: [path.join(ROOT, 'lib')],
    }),
  );
  run('npx', ['tsc', '-p', config]);
  const specs =
    process.env['SHORT'] === undefined
      ? ['--selectProjects', 'unit', 'socket']
      : ['--selectProjects', 'unit', '--testPathPatterns', SHORT];
  run('npx', ['jest', ...specs], { RXJS: rxjs });
}

const wanted = process.argv.slice(2);
const promised =
  process.env['SHORT'] === undefined ? promisedVersions() : promisedVersions().slice(0, 1);
for (const version of wanted.length > 0 ? wanted : promised) {
  console.log(`rxjs ${version}`);
  const folder = mkdtempSync(path.join(tmpdir(), 'rx-intercom-rxjs-'));
  try {
    tryVersion(version, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
