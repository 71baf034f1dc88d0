import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { ClientOptions, Region } from 'rx-intercom';

/** What every process of a fleet has to know. */
export interface Settings {
  readonly redisUrl: string;
  readonly databaseUrl: string;
  /** Names the schema in PostgreSQL, and begins the keys in Redis. */
  readonly fleet: string;
  /** Names this process. */
  readonly worker: string;
  readonly workspaces: readonly WorkspaceSettings[];
  /** Jobs of a workspace that one process does at once. */
  readonly jobsAtOnce: number;
}

/** A workspace, as the file of `WORKSPACES` describes it. */
export interface WorkspaceSettings {
  /** Letters, digits, `_` and `-`. */
  readonly name: string;
  /** The environment variable that holds the access token. */
  readonly tokenFrom: string;
  /** Default: `us`. */
  readonly region?: Region;
  /** A proxy or test server, in place of the region. */
  readonly baseUrl?: string;
  /** Conversations in a range, at most. Default: 10,000. */
  readonly rangeSize?: number;
  /** Conversations a page. Default: 150. */
  readonly perPage?: number;
  /** Seconds by which the search may show a change late. Default: 60. */
  readonly lookBack?: number;
  /** Requests that one job makes at once. Default: 4. */
  readonly atOnce?: number;
}

/** A workspace, and how its jobs read it. */
export interface WorkspaceOptions extends Required<
  Pick<WorkspaceSettings, 'name' | 'rangeSize' | 'perPage' | 'lookBack' | 'atOnce'>
> {
  readonly options: ClientOptions;
}

/** @throws `Error` with a sentence for the first thing that is missing */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const read = (name: string): string => {
    const value = environment[name];
    if (!value) throw new Error(`Set ${name}; README.md says to what.`);
    return value;
  };
  const fleet = environment['FLEET'] ?? 'fleet';
  if (!/^[a-z][a-z0-9_]*$/.test(fleet)) {
    throw new Error('FLEET may have lower-case letters, digits and _, and begins with a letter.');
  }
  const jobsAtOnce = Number(environment['JOBS_AT_ONCE'] ?? 4);
  if (!Number.isInteger(jobsAtOnce) || jobsAtOnce < 1) {
    throw new Error('JOBS_AT_ONCE is a whole number above 0.');
  }
  return {
    redisUrl: read('REDIS_URL'),
    databaseUrl: read('DATABASE_URL'),
    fleet,
    worker: environment['WORKER'] ?? `${hostname()}-${process.pid}`,
    workspaces: readWorkspaces(read('WORKSPACES')),
    jobsAtOnce,
  };
}

/** @throws `Error` with a sentence where its token is not in the environment */
export function readToken({ name, tokenFrom }: WorkspaceSettings, environment: NodeJS.ProcessEnv) {
  const token = environment[tokenFrom];
  if (!token) throw new Error(`Set ${tokenFrom} to the access token of the workspace ${name}.`);
  return token;
}

function readWorkspaces(file: string): readonly WorkspaceSettings[] {
  let workspaces: unknown;
  try {
    workspaces = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`WORKSPACES names ${file}: ${String(error)}`, { cause: error });
  }
  if (!Array.isArray(workspaces) || !workspaces.every(isWorkspace)) {
    throw new Error(`${file} is not a JSON array of { "name", "tokenFrom" }.`);
  }
  const names = workspaces.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`${file} has two workspaces named ${twice}.`);
  return workspaces;
}

function isWorkspace(value: unknown): value is WorkspaceSettings {
  const { name, tokenFrom } = (value ?? {}) as Partial<WorkspaceSettings>;
  return typeof name === 'string' && /^[\w-]+$/.test(name) && typeof tokenFrom === 'string';
}
