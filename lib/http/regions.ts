/** Where a workspace is hosted. */
export type Region = 'us' | 'eu' | 'au';

/**
 * The API's base URL by region.
 *
 * @see https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis
 */
export const REGION_URLS: Readonly<Record<Region, string>> = {
  us: 'https://api.intercom.io',
  eu: 'https://api.eu.intercom.io',
  au: 'https://api.au.intercom.io',
};

/** The other regions, when the URL is one of Intercom's own; else none. */
export function otherRegions(url: string): readonly string[] {
  const { origin } = new URL(url);
  const regions = Object.entries(REGION_URLS);
  return regions.some(([, base]) => base === origin)
    ? regions.filter(([, base]) => base !== origin).map(([region]) => region)
    : [];
}
