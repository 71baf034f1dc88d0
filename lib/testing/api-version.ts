const known = /^(?:1\.[0-4]|2\.(?:\d|1[0-6])|Preview)$/;

/**
 * Whether a version of the API exists: 1.0 to 1.4, 2.0 to 2.16 and `Preview`.
 *
 * @see https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/update-your-api-version
 */
export function isKnownVersion(version: string): boolean {
  return known.test(version);
}

/** Whether a known version is another one or came after it; `Preview` comes after all others. */
export function isAtLeast(version: string, other: string): boolean {
  if (version === 'Preview') return true;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major === otherMajor ? minor >= otherMinor : major > otherMajor;
}

/**
 * Whether a known version pages conversations by cursor. Versions before 2.6 hand out the next page's
 * address instead.
 *
 * @see https://developers.intercom.com/docs/references/2.6/changelog
 */
export function pagesByCursor(version: string): boolean {
  return isAtLeast(version, '2.6');
}
