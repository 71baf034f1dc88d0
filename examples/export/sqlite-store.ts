import Database from 'better-sqlite3';
import { missingParts } from 'rx-intercom';
import type { Batch, Position, Store, Tally } from './store.ts';

/** `writes` counts how often a row was written: 1, and 1 more for each change that was fetched. */
const SCHEMA = `
  create table if not exists conversations (
    id text primary key,
    created_at integer not null,
    updated_at integer not null,
    state text not null,
    missing_parts integer not null,
    json text not null,
    writes integer not null default 1
  ) strict;
  create index if not exists conversations_updated_at on conversations (updated_at);
  create table if not exists position (
    only_row integer primary key check (only_row = 1),
    json text not null
  ) strict;
`;

const UPSERT = `
  insert into conversations (id, created_at, updated_at, state, missing_parts, json)
  values (:id, :created_at, :updated_at, :state, :missing_parts, :json)
  on conflict (id) do update set
    created_at = excluded.created_at,
    updated_at = excluded.updated_at,
    state = excluded.state,
    missing_parts = excluded.missing_parts,
    json = excluded.json,
    writes = writes + 1
  where excluded.updated_at >= conversations.updated_at
`;

const SET_POSITION =
  'insert into position values (1, ?) on conflict do update set json = excluded.json';

const TALLY = `
  select count(*) as rows, count(*) filter (where created_at < ?) as before from conversations
`;

const CUT = 'select id from conversations where missing_parts > 0 order by length(id), id';

/** A table of conversations; a page and its position are written in one transaction. */
export function openSqliteStore(file: string, isFresh: boolean): Store {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.exec(SCHEMA);
  if (isFresh) database.exec('begin; delete from conversations; delete from position; commit');

  const upsert = database.prepare<Row>(UPSERT);
  const remove = database.prepare<[string]>('delete from conversations where id = ?');
  const setPosition = database.prepare<[string]>(SET_POSITION);
  const getPosition = database.prepare<[], string>('select json from position').pluck();
  const getTally = database.prepare<[number], Omit<Tally, 'cut'>>(TALLY);
  const getCut = database.prepare<[], string>(CUT).pluck();

  const save = database.transaction(({ conversations, deleted, ...position }: Batch) => {
    for (const conversation of conversations) upsert.run(toRow(conversation));
    for (const id of deleted) remove.run(id);
    setPosition.run(JSON.stringify(position));
  });

  return {
    position() {
      const json = getPosition.get();
      return json === undefined ? undefined : (JSON.parse(json) as Position);
    },
    save: (batch) => {
      save.immediate(batch);
    },
    tally: (until) => ({
      ...(getTally.get(until) ?? { rows: 0, before: 0 }),
      cut: getCut.all(),
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
  readonly missing_parts: number;
  readonly json: string;
}

function toRow(conversation: Batch['conversations'][number]): Row {
  const { id, created_at, updated_at, state } = conversation;
  const missing_parts = 'conversation_parts' in conversation ? missingParts(conversation) : 0;
  return { id, created_at, updated_at, state, missing_parts, json: JSON.stringify(conversation) };
}
