import { fileURLToPath, pathToFileURL } from 'node:url';

/** One runtime, one kind of module, one `fetch`. */
export interface Row {
  readonly runtime: string;
  readonly modules: string;
  readonly fetch: string;
  readonly command: readonly [string, ...string[]];
}

const DENO = ['run', '--node-modules-dir=manual', '--no-remote', '--cached-only'];
const DENO_MAY = ['--allow-net=127.0.0.1', '--allow-read', '--allow-env'];

/**
 * Every combination there is.
 *
 * @param origin - of the test server; each row has a path of its own there
 */
export function plan(origin: string): Row[] {
  const row = (
    runtime: string,
    modules: string,
    fetch: string,
    command: (origin: string) => Row['command'],
  ): Row => {
    const path = [runtime, modules, fetch].map(encodeURIComponent).join('-');
    return { runtime, modules, fetch, command: command(`${origin}/${path}`) };
  };

  const scripts: readonly [string, readonly [string, ...string[]]][] = [
    ['Node 20', [installed('node-20/bin/node')]],
    ['Node 22', [installed('node-22/bin/node')]],
    ['Node 24', [installed('node-24/bin/node')]],
    ['Node 26', [installed('node-26/bin/node')]],
    ['Bun', [installed('.bin/bun'), '--no-install']],
    ['Deno', [installed('@deno/linux-x64-glibc/deno'), ...DENO, ...DENO_MAY]],
  ];
  const node = process.execPath;
  const jsdom = [node, '--import', pathToFileURL(driver('jsdom-globals')).href] as const;

  return [
    ...scripts.flatMap(([runtime, command]) =>
      ['ESM', 'CJS'].flatMap((modules) =>
        ['platform', 'cross-fetch'].map((fetch) =>
          row(runtime, modules, fetch, (to) => [...command, 'run.mjs', modules, fetch, to]),
        ),
      ),
    ),
    ...['platform', 'cross-fetch'].map((fetch) =>
      row('workerd', 'esbuild bundle', fetch, (to) => [
        node,
        driver('workerd'),
        installed('@cloudflare/workerd-linux-64/bin/workerd'),
        fetch,
        to,
      ]),
    ),
    ...['Vite', 'esbuild'].flatMap((bundler) =>
      ['platform', 'cross-fetch'].map((fetch) =>
        row('Chromium', `${bundler} bundle`, fetch, (to) => [
          node,
          driver('chromium'),
          bundler.toLowerCase(),
          fetch,
          to,
        ]),
      ),
    ),
    ...['ESM', 'CJS'].map((modules) =>
      row('jsdom', modules, 'none', (to) => [...jsdom, 'run.mjs', modules, 'none', to]),
    ),
    row('jsdom', 'esbuild script', 'none', (to) => [node, driver('jsdom-page'), to]),
  ];
}

function installed(path: string): string {
  return fileURLToPath(new URL(`node_modules/${path}`, import.meta.url));
}

function driver(name: string): string {
  return fileURLToPath(new URL(`drivers/${name}.mjs`, import.meta.url));
}
