import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findProgram } from '../../examples/terminal/find-program.ts';
import { PROGRAMS, ROOT } from './programs.ts';
import { run, runProgram, STACK } from './run-program.ts';

// Processes are started here, through npm.
jest.setTimeout(60_000);

const npm = findProgram('npm', 'NPM');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rx-intercom-'));
  // An npm that installs and builds nothing, because that was done before, and takes minutes.
  const stub = `#!/bin/sh\ncase "$1 $2" in "ci "* | "run build") exit 0 ;; esac\nexec '${npm}' "$@"\n`;
  writeFileSync(join(folder, 'npm'), stub);
  chmodSync(join(folder, 'npm'), 0o755);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('programs', () => {
  it.each(PROGRAMS)('$name should describe itself with --help', async ({ name }) => {
    const words = `${name.slice('npm '.length)} -- --help`.split(' ');
    const env = { PATH: [folder, process.env['PATH']].join(delimiter) };
    const { code, output } = await run(npm, words, ROOT, { env });
    expect(output).toContain(`Usage: ${name} -- [options]`);
    expect(output).toContain('--help');
    expect(output).not.toMatch(STACK);
    expect(code).toBe(0);
  });

  it.each(PROGRAMS)('$name should name a flag that it does not know', async (program) => {
    const { code, output } = await runProgram(program, { args: ['--of-another-program'] });
    expect(output).toBe("error: unknown option '--of-another-program'\n");
    expect(code).toBe(1);
  });
});

describe('a port that is taken', () => {
  const withPort = PROGRAMS.filter(({ name }) => name === 'npm run dashboard');

  it.each(withPort)('$name should say so', async (program) => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const { code, output } = await runProgram(program, { args: ['--port', String(port)] });
    server.close();
    expect(output).toBe(
      `Port ${port} is taken: pass another --port, or stop the program that has it.\n`,
    );
    expect(code).toBe(1);
  });
});

describe('a program that is not installed', () => {
  const tests = ['--import=tsx', '--test'];
  it.each([
    ['chromium', 'CHROMIUM', ['--import=tsx', 'main.ts'], 'spec/runtimes'],
    ['chromium', 'CHROMIUM', [...tests, 'test/page.test.ts'], 'examples/dashboard'],
    ['redis-server', 'REDIS_SERVER', [...tests, 'clients.test.ts'], 'spec/redis-server'],
  ] as const)(
    '%s should be named by %s, in the run of %j of %s',
    async (name, variable, args, at) => {
      const env = { [variable]: '/missing' };
      const { code, output } = await run(process.execPath, args, join(ROOT, at), { env });
      expect(output).toContain(
        `There is no ${name} at /missing: install it (Debian: apt-get install ${name}), or set ${variable} to its path.`,
      );
      expect(output).not.toMatch(STACK);
      expect(code).toBe(1);
    },
  );
});
