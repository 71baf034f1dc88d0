import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram } from '../../examples/terminal/find-program.ts';
import { freePort } from './free-port.ts';

/** A real Redis that keeps nothing on disk. */
export interface RedisServer {
  readonly port: number;
  /** Kills the server; its data is lost. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same port. */
  readonly start: () => Promise<void>;
  /** Stops it from answering, with its connections open, and lets it go on. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  /** Kills it for good. */
  readonly stop: () => Promise<void>;
}

/** Starts the `redis-server` of the PATH, or of `REDIS_SERVER`, on a free port of loopback. */
export async function startRedis(): Promise<RedisServer> {
  const program = findProgram('redis-server', 'REDIS_SERVER');
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'rx-intercom-redis-'));
  let server: ChildProcess;
  const start = async (): Promise<void> => {
    const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
    server = spawn(program, [...settings, '--save', '', '--appendonly', 'no'], {
      stdio: 'ignore',
    });
    while (!(await answers(port))) await sleep(20);
  };
  const kill = async (): Promise<void> => {
    server.kill('SIGKILL');
    await once(server, 'exit');
  };
  await start();
  return {
    port,
    start,
    kill,
    freeze: () => server.kill('SIGSTOP'),
    thaw: () => server.kill('SIGCONT'),
    async stop() {
      await kill();
      rmSync(folder, { recursive: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
