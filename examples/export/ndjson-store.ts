import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
} from 'node:fs';
import { openSync, readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { missingParts, type Conversation, type ConversationWithParts } from 'rx-intercom';
import type { Batch, Position, Store, Tally } from './store.ts';
import { writeAtomically } from './write-atomically.ts';

/** What stands beside the lines. */
interface State {
  /** How much of the file it speaks of; what comes behind was written by a page that was killed. */
  readonly bytes: number;
  readonly position: Position | null;
}

/** A conversation, or that there is none any more. */
type Line = Conversation | ConversationWithParts | { readonly id: string; readonly deleted: true };

/**
 * A file with a conversation on each line: where an id comes again, its last line counts. The
 * position stands in a file beside it, with the length of the lines that belong to it; opening
 * cuts off what is longer.
 */
export function openNdjsonStore(file: string, isFresh: boolean): Store {
  const beside = `${file}.checkpoint.json`;
  if (isFresh || !existsSync(beside)) {
    if (!isFresh && existsSync(file) && statSync(file).size > 0) {
      throw new Error(`there is no ${beside}: pass another --output, or --fresh to empty it`);
    }
    writeAtomically(beside, JSON.stringify({ bytes: 0, position: null } satisfies State));
  }
  let state = JSON.parse(readFileSync(beside, 'utf8')) as State;

  const lines = openSync(file, 'a');
  const { size } = fstatSync(lines);
  if (size < state.bytes) {
    closeSync(lines);
    throw new Error('it is shorter than its checkpoint says: pass --fresh to start over');
  }
  if (size > state.bytes) ftruncateSync(lines, state.bytes);

  return {
    position: () => state.position ?? undefined,
    save({ conversations, deleted, ...position }) {
      const text = [...conversations, ...deleted.map((id) => ({ id, deleted: true }))]
        .map((line) => `${JSON.stringify(line)}\n`)
        .join('');
      appendFileSync(lines, text);
      fsyncSync(lines);
      state = { bytes: state.bytes + Buffer.byteLength(text), position };
      writeAtomically(beside, JSON.stringify(state));
    },
    tally: (until) => tally(file, state.bytes, until),
    close() {
      closeSync(lines);
    },
  };
}

async function tally(file: string, bytes: number, until: number): Promise<Tally> {
  if (bytes === 0) return { rows: 0, before: 0, cut: [] };
  const before = new Map<string, boolean>();
  const cut = new Set<string>();
  const handle = await open(file);
  for await (const text of handle.readLines({ end: bytes - 1 })) {
    const line = JSON.parse(text) as Line;
    cut.delete(line.id);
    if ('deleted' in line) {
      before.delete(line.id);
    } else {
      before.set(line.id, line.created_at < until);
      if (isCut(line)) cut.add(line.id);
    }
  }
  const counted = [...before.values()].filter((isBefore) => isBefore).length;
  return { rows: before.size, before: counted, cut: [...cut] };
}

function isCut(conversation: Batch['conversations'][number]): boolean {
  return 'conversation_parts' in conversation && missingParts(conversation) > 0;
}
