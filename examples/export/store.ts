import type { Conversation, ConversationWithParts, ExportCheckpoint } from 'rx-intercom';

/** Where an export stands. */
export interface Position {
  readonly checkpoint: ExportCheckpoint;
  /** Whether the conversations have their messages. */
  readonly hasParts: boolean;
}

/** A page that is ready to be written. */
export interface Batch extends Position {
  readonly conversations: readonly (Conversation | ConversationWithParts)[];
  /** The ids of those that are no longer there. */
  readonly deleted: readonly string[];
}

/** What there is. */
export interface Tally {
  /** Conversations. */
  readonly rows: number;
  /** Those created before a second. */
  readonly before: number;
  /** The ids of those whose first messages the API kept back. */
  readonly cut: readonly string[];
}

/** A file that an export is written to, with the position that belongs to its rows. */
export interface Store {
  /** The position of the page written last; `undefined` before the first. */
  position(): Position | undefined;
  /** Writes a page and its position, both or neither. */
  save(batch: Batch): void;
  /** @param until - in unix seconds */
  tally(until: number): Tally | Promise<Tally>;
  close(): void;
}
