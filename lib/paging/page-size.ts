/** How many items to ask for at a time, when large pages may fail where small ones do not. */
export interface PageSize {
  readonly current: () => number;
  /**
   * So many were too many.
   *
   * @returns whether fewer can be asked for
   */
  readonly halve: (failed: number) => boolean;
  /** A page has come: asks for an eighth more the next time, until the size is whole again. */
  readonly grow: () => void;
}

/** @param whole - the size to begin with, and to come back to */
export function createPageSize(whole: number): PageSize {
  let size = whole;
  return {
    current: () => size,
    halve(failed) {
      if (failed === 1) return false;
      size = Math.min(size, Math.floor(failed / 2));
      return true;
    },
    grow() {
      size = Math.min(whole, size + Math.ceil(size / 8));
    },
  };
}
