import Database from 'better-sqlite3';
import type { Conversation } from 'rx-intercom';

/** A row of the export, read past the exporter's own code. */
export interface ExportedRow {
  readonly id: string;
  readonly updated_at: number;
  readonly writes: number;
  readonly conversation: Conversation;
}

export function readRows(file: string): readonly ExportedRow[] {
  const database = new Database(file);
  try {
    const rows = database
      .prepare<[], Omit<ExportedRow, 'conversation'> & { json: string }>(
        'select id, updated_at, writes, json from conversations order by length(id), id',
      )
      .all();
    return rows.map(({ json, ...row }) => ({
      ...row,
      conversation: JSON.parse(json) as Conversation,
    }));
  } finally {
    database.close();
  }
}
