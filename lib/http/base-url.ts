import { InvalidOptionsError } from '../errors/invalid-options-error.ts';
import { check } from '../errors/check.ts';
import { parseUrl } from './platform.ts';

const ALLOWED =
  'an https: URL without user name, query or fragment (http: only to a loopback host or the ' +
  "page's own origin; in a browser also relative to the page)";

/**
 * Checks a base URL and makes it absolute, without a slash at its end.
 *
 * @throws {@link InvalidOptionsError} field `baseUrl`
 */
export function resolveBaseUrl(baseUrl: unknown): string {
  check(typeof baseUrl === 'string' && baseUrl !== '', 'baseUrl', baseUrl, ALLOWED);
  if (baseUrl.includes('@')) {
    throw new InvalidOptionsError('baseUrl', 'a URL with a user name or password', ALLOWED);
  }
  const url = parseUrl(baseUrl) ?? parseUrl(baseUrl, documentUrl());
  check(url !== null, 'baseUrl', baseUrl, ALLOWED);
  if (/[?#]/.test(baseUrl)) {
    throw new InvalidOptionsError('baseUrl', 'a URL with a query or fragment', ALLOWED);
  }
  check(isSafe(url), 'baseUrl', baseUrl, ALLOWED);
  return url.href.replace(/\/+$/, '');
}

/** Whether the token may travel there: encrypted, or without leaving the machine or the page. */
function isSafe(url: URL): boolean {
  if (url.protocol === 'https:') return true;
  const own = typeof location === 'object' && parseUrl(location.href)?.origin === url.origin;
  return url.protocol === 'http:' && (own || isLoopback(url.hostname));
}

/** See RFC 6761 for names, RFC 1122 and RFC 4291 for addresses. */
function isLoopback(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}

/** Where `fetch` begins with a relative URL: a page may have a `<base href>`. */
function documentUrl(): string | undefined {
  if (typeof document === 'object') return document.baseURI;
  return typeof location === 'object' ? location.href : undefined;
}
