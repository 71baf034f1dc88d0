import Database from 'better-sqlite3';
import type { Checkpoint, Conversation, ConversationPage } from 'rx-intercom';

/** How many conversations a page has added to the table, and how many it has changed. */
export interface Saved {
  readonly added: number;
  readonly updated: number;
}

/** The export: its rows, and the checkpoint that belongs to them. */
export interface ExportDatabase {
  /** Writes a page and its checkpoint, both or neither. */
  save(page: Pick<ConversationPage, 'conversations' | 'checkpoint'>): Saved;
  /** The checkpoint of the page saved last; `undefined` before the first. */
  checkpoint(): Checkpoint | undefined;
  /** How many conversations there are. */
  count(): number;
  /** Empties it. */
  clear(): void;
  close(): void;
}

/** `writes` counts how often a row was written: 1, and 1 more for each change that was fetched. */
const SCHEMA = `
  create table if not exists conversations (
    id text primary key,
    created_at integer not null,
    updated_at integer not null,
    state text not null,
    json text not null,
    writes integer not null default 1
  ) strict;
  create index if not exists conversations_updated_at on conversations (updated_at);
  create table if not exists checkpoint (
    only_row integer primary key check (only_row = 1),
    json text not null
  ) strict;
`;

const UPSERT = `
  insert into conversations (id, created_at, updated_at, state, json)
  values (:id, :created_at, :updated_at, :state, :json)
  on conflict (id) do update set
    created_at = excluded.created_at,
    updated_at = excluded.updated_at,
    state = excluded.state,
    json = excluded.json,
    writes = writes + 1
  where excluded.updated_at >= conversations.updated_at
  returning writes
`;

export function openDatabase(file: string): ExportDatabase {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.exec(SCHEMA);

  const upsert = database.prepare<Row, number>(UPSERT).pluck();
  const setCheckpoint = database.prepare<[string]>(
    'insert into checkpoint values (1, ?) on conflict do update set json = excluded.json',
  );
  const getCheckpoint = database.prepare<[], string>('select json from checkpoint').pluck();
  const countRows = database.prepare<[], number>('select count(*) from conversations').pluck();

  const save = database.transaction<ExportDatabase['save']>(({ conversations, checkpoint }) => {
    const writes = conversations.map((conversation) => upsert.get(toRow(conversation)));
    setCheckpoint.run(JSON.stringify(checkpoint));
    return {
      added: writes.filter((count) => count === 1).length,
      updated: writes.filter((count) => count !== undefined && count > 1).length,
    };
  });

  return {
    save: (page) => save.immediate(page),
    checkpoint() {
      const json = getCheckpoint.get();
      return json === undefined ? undefined : (JSON.parse(json) as Checkpoint);
    },
    count: () => countRows.get() ?? 0,
    clear: database.transaction(() => {
      database.exec('delete from conversations; delete from checkpoint');
    }),
    close() {
      database.close();
    },
  };
}

interface Row {
  readonly id: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly state: string;
  readonly json: string;
}

function toRow(conversation: Conversation): Row {
  const { id, created_at, updated_at, state } = conversation;
  return { id, created_at, updated_at, state, json: JSON.stringify(conversation) };
}
