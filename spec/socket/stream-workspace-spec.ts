import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createTestIntercom, type TestIntercom } from 'rx-intercom/testing';
import { serveIntercom, type LocalIntercom } from '../../examples/local-intercom.ts';
import { eventually } from '../helpers/eventually.ts';

const ROOT = path.resolve(__dirname, '../..');
const PROGRAM = ['--import=tsx', 'examples/stream-workspace/main.ts'];

// A process starts in a second, or in several where the machine is busy.
jest.setTimeout(30_000);

describe('npm start', () => {
  let folder: string;
  let server: LocalIntercom;

  const serve = async (intercom: TestIntercom): Promise<void> => {
    server = await serveIntercom(intercom);
  };

  const start = (...args: readonly string[]) => {
    const file = path.join(folder, 'walk.json');
    const where = ['--base-url', server.url, '--checkpoint', file];
    const child = spawn(process.execPath, [...PROGRAM, ...where, ...args], {
      cwd: ROOT,
      env: { ...process.env, INTERCOM_ACCESS_TOKEN: 'test-token' },
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const exit = once(child, 'close').then(() => ({ code: child.exitCode, output }));
    return { child, exit, output: () => output };
  };

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'rx-intercom-'));
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await server.close();
  });

  it('should stop at a failure, and go on to 100 % from its checkpoint', async () => {
    const intercom = createTestIntercom({
      conversations: 300,
      fault: ({ number }) => (number === 4 ? { status: 403 } : undefined),
    });
    await serve(intercom);

    const stopped = await start().exit;
    expect(stopped.code).toBe(1);
    expect(stopped.output).toContain('Stopped after 150 conversations: to go on, add --resume');
    expect(stopped.output).not.toMatch(/^\s+at /m);

    const resumed = await start('--resume').exit;
    expect(resumed.code).toBe(0);
    expect(resumed.output).toMatch(/100% \| 300\/300 conversations .*\| 3 requests/);
    expect(resumed.output).toMatch(/conversations +│ +150 │/);
    expect(intercom.requests).toHaveLength(7);
    expect(existsSync(path.join(folder, 'walk.json'))).toBe(false);
  });

  it('should end at Ctrl-C as a program that was stopped, not as one that failed', async () => {
    const intercom = createTestIntercom({ conversations: 300, latency: 100 });
    await serve(intercom);
    const { child, exit } = start();
    await eventually(() => intercom.requests.length >= 3);
    child.kill('SIGINT');
    const { code, output } = await exit;
    expect(code).toBe(130);
    expect(output).toContain(' conversations: to go on, add --resume');
    expect(output).not.toContain('Aborted');
  });

  it('should say what it reads before it sends anything, what it waits for, and each retry', async () => {
    const intercom = createTestIntercom({
      conversations: 10,
      latency: 1_500,
      fault: ({ number }) => (number === 1 ? { status: 503 } : undefined),
    });
    await serve(intercom);

    const { code, output } = await start().exit;
    expect(code).toBe(0);
    const told = ['Streaming the workspace of INTERCOM_ACCESS_TOKEN', 'Waiting for an', 'Retry 1'];
    const at = told.map((text) => output.indexOf(text));
    expect(at[0]).toBe(0);
    expect(at).toStrictEqual([...at].sort((a, b) => a - b));
  });

  it('should read everything again in ranges when asked to', async () => {
    await serve(createTestIntercom({ conversations: 300 }));
    const { code, output } = await start('--export').exit;
    expect(code).toBe(0);
    expect(output).toMatch(/conversations +│ +300 │ +300 │/);
    expect(output).toMatch(/times as fast +│ +1\.0 │ +[\d.]+ │/);
  });

  it('should end without a word when its output is closed', async () => {
    await serve(createTestIntercom({ conversations: 300, latency: 30 }));
    const { child, exit, output } = start();
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const { code } = await exit;
    expect(code).toBe(0);
    expect(output()).not.toMatch(/EPIPE|^\s+at /m);
  });
});
