/**
 * Whether a version counts pages in place of naming rows: before 2.6 a cursor is a whole URL.
 *
 * @see https://developers.intercom.com/docs/references/2.6/changelog
 */
export function countsPages(version: string | null): boolean {
  return version !== null && /^(?:1\.\d+|2\.[0-5])$/.test(version);
}

/** Whether a version may count pages: without a header, the app's own version is not known. */
export function mayCountPages(version: string | null): boolean {
  return version === null || countsPages(version);
}
