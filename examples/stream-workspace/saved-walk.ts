import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IntercomError } from 'rx-intercom';

/** A walk that was stopped. */
export interface SavedWalk {
  /** How many conversations it had delivered. */
  readonly delivered: number;
  readonly checkpoint: IntercomError['checkpoint'];
}

/** What a walk starts with. */
export const NEW_WALK: SavedWalk = { delivered: 0, checkpoint: null };

/** @throws `Error` where there is no such file */
export function loadWalk(file: string): SavedWalk {
  return JSON.parse(readFileSync(file, 'utf8')) as SavedWalk;
}

export function saveWalk(file: string, walk: SavedWalk): void {
  writeFileSync(file, JSON.stringify(walk));
}

export function forgetWalk(file: string): void {
  rmSync(file, { force: true });
}
