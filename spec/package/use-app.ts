import { afterAll, beforeAll } from '@jest/globals';
import { rmSync } from 'node:fs';
import { installApp } from './install-app.ts';

/**
 * Installs an application before the specs of the calling file, and removes it after them.
 *
 * @returns where it is, once it is there
 */
export function useApp(): { readonly folder: string } {
  let folder = '';
  beforeAll(() => {
    folder = installApp();
  }, 60_000);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  return {
    get folder() {
      return folder;
    },
  };
}
