import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IntercomError } from 'rx-intercom';

/** A walk that was stopped. */
export interface SavedWalk {
  /** How many conversations it had delivered. */
  readonly delivered: number;
  readonly checkpoint: IntercomError['checkpoint'];
}

/** What a walk starts with. */
export const NEW_WALK: SavedWalk = { delivered: 0, checkpoint: null };

/** @throws `Error` where there is no such file, or something else in it */
export function loadWalk(file: string): SavedWalk {
  if (!existsSync(file)) {
    throw new Error(`There is no stopped walk in ${file}: leave out --resume to start over`);
  }
  const walk = parse(readFileSync(file, 'utf8'));
  if (typeof walk?.delivered === 'number') return walk;
  throw new Error(`${file} holds no walk: leave out --resume to start over`);
}

/** What the library checks of a walk is its checkpoint. */
function parse(text: string): SavedWalk | null {
  try {
    return JSON.parse(text) as SavedWalk | null;
  } catch {
    return null;
  }
}

export function saveWalk(file: string, walk: SavedWalk): void {
  writeFileSync(file, JSON.stringify(walk));
}

export function forgetWalk(file: string): void {
  rmSync(file, { force: true });
}
