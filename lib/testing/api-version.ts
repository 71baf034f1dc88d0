const known = /^(?:1\.[0-4]|2\.(?:\d|1[0-6])|Preview)$/;
const offsetPaged = /^(?:1\.\d|2\.[0-5])$/;

/**
 * Whether a version of the API exists: 1.0 to 1.4, 2.0 to 2.16 and `Preview`.
 *
 * @param version - The value of the header `Intercom-Version`.
 * @returns Whether the API answers in that version.
 * @see https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/update-your-api-version
 */
export function isKnownVersion(version: string): boolean {
  return known.test(version);
}

/**
 * Whether a version pages conversations by cursor. Versions before 2.6 hand out the next page's
 * address instead.
 *
 * @param version - A known version.
 * @returns Whether `pages.next` is an object with a cursor.
 * @see https://developers.intercom.com/docs/references/2.6/changelog
 */
export function pagesByCursor(version: string): boolean {
  return !offsetPaged.test(version);
}
