import { existsSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Conversation, ConversationWithParts } from 'rx-intercom';
import type { Position } from '../store.ts';

/** A conversation of the export, read past the exporter's own code. */
export interface ExportedRow {
  readonly id: string;
  /** How often it was written. */
  readonly writes: number;
  readonly conversation: Conversation | ConversationWithParts;
}

/** What a file holds, ordered by id. */
export interface Exported {
  readonly rows: readonly ExportedRow[];
  readonly position: Position | null;
}

export function readExport(file: string): Exported {
  const { rows, position } = file.endsWith('.ndjson') ? readLines(file) : readTable(file);
  return { rows: [...rows].sort((a, b) => Number(a.id) - Number(b.id)), position };
}

function readTable(file: string): Exported {
  const database = new Database(file);
  try {
    const rows = database
      .prepare<[], { id: string; writes: number; json: string }>(
        'select id, writes, json from conversations',
      )
      .all();
    const position = database.prepare<[], string>('select json from position').pluck().get();
    return {
      rows: rows.map(({ json, ...row }) => ({ ...row, conversation: parse(json) })),
      position: position === undefined ? null : (JSON.parse(position) as Position),
    };
  } finally {
    database.close();
  }
}

/** As far as the checkpoint speaks of the lines. */
function readLines(file: string): Exported {
  const beside = `${file}.checkpoint.json`;
  if (!existsSync(beside)) return { rows: [], position: null };
  const { bytes, position } = JSON.parse(readFileSync(beside, 'utf8')) as {
    readonly bytes: number;
    readonly position: Position | null;
  };
  const rows = new Map<string, ExportedRow>();
  const lines = readFileSync(file).subarray(0, bytes).toString().split('\n');
  for (const line of lines.filter((text) => text !== '')) {
    const conversation = parse(line);
    const { id } = conversation;
    const writes = (rows.get(id)?.writes ?? 0) + 1;
    if ('deleted' in conversation) rows.delete(id);
    else rows.set(id, { id, writes, conversation });
  }
  return { rows: [...rows.values()], position };
}

function parse(json: string): ExportedRow['conversation'] {
  return JSON.parse(json) as ExportedRow['conversation'];
}
