import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { findProgram } from './find-program.ts';
import { startServer, type Server } from './server.ts';

/** Starts PostgreSQL on loopback, with an empty database. */
export async function startPostgres(folder: string, port: number): Promise<Server> {
  const find = (name: string): string => findProgram(name, 'postgresql', 'DATABASE_URL');
  const [initdb, postgres] = [find('initdb'), find('postgres')];
  const data = join(folder, 'postgres');
  mkdirSync(data, { recursive: true });
  const user = process.getuid?.() === 0 ? findUser() : null;
  if (user !== null) {
    chmodSync(folder, 0o711);
    chownSync(data, user.uid, user.gid);
  }
  const options = { ...user, cwd: data };
  const how = ['--auth', 'trust', '--encoding', 'UTF8', '--no-locale', '--no-sync'];
  execFileSync(initdb, ['--pgdata', data, '--username', 'fleet', ...how], {
    ...options,
    stdio: 'ignore',
  });
  const url = `postgres://fleet@127.0.0.1:${port}/postgres`;
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
  };
  return startServer({
    url,
    program: postgres,
    args: [
      '-D',
      data,
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    options,
    crash: 'SIGQUIT',
    ask: () => askPostgres(url),
  });
}

/** Rejects while it does not answer. */
export async function askPostgres(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  await client.end();
}

/** PostgreSQL refuses to run as root. */
function findUser(): { readonly uid: number; readonly gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = ['postgres', 'nobody']
    .map((wanted) => users.find(([name]) => name === wanted))
    .find((user) => user !== undefined);
  if (found === undefined) throw new Error('PostgreSQL refuses to run as root: set DATABASE_URL.');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}
