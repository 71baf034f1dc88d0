/**
 * Where a bundle's page is, told where its test workspaces are.
 *
 * @param {string} folder
 * @param {string} fetch
 * @param {string} origin
 */
export function pageUrl(folder, fetch, origin) {
  const url = new URL(`/${folder}/index.html`, origin);
  url.searchParams.set('fetch', fetch);
  url.searchParams.set('origin', origin);
  return url.href;
}
