import { isIntercomError, type Checkpoint } from 'rx-intercom';

/** Says where an export goes on. */
export function describeStart(checkpoint: Checkpoint | undefined, rows: number): string {
  if (checkpoint === undefined) return 'The database is empty: starting at the top of the list.';
  const { pass, page, since } = checkpoint;
  if (pass === 0) return `Going on at page ${page}, with ${rows} conversations in the database.`;
  if (since === null) return 'The workspace was empty: reading all of it.';
  return `Catching up with what has changed since ${new Date(since * 1000).toISOString()}.`;
}

/** Says what to do about a failure. */
export function explain(error: unknown, file: string): string {
  if (!isIntercomError(error)) return String(error);
  const { kind, message } = error;
  if (kind !== 'invalid-options') return `${message}\nRun it again to go on.`;
  if (error.field !== 'resumeFrom') return message;
  return (
    `${file} holds the export of another workspace.\n${message}\n` +
    'Pass another --database, or --fresh to empty this one and start over.'
  );
}
