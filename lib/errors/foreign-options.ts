import { InvalidOptionsError } from './invalid-options-error.ts';

/** What to pass, and its names in intercom-client 2 to 7, axios and RxJS. */
const REMEDIES: readonly (readonly [remedy: string, names: string])[] = [
  ['token', 'accessToken access_token apiKey auth tokenAuth'],
  ['region or baseUrl', 'environment'],
  ['baseUrl', 'baseURL'],
  ['version', 'apiVersion'],
  ['fetch, which may add them', 'headers params queryParams'],
  ['fetch, which may use a proxy', 'proxy agent httpAgent httpsAgent dispatcher'],
  ['fetch', 'fetcher'],
  ['signal', 'abortSignal cancelToken'],
  ['timeout, in milliseconds', 'timeoutInSeconds'],
  ['retry: { count }', 'maxRetries retries'],
  ['events', 'logging'],
  ['perPage', 'per_page pageSize'],
  ['startingAfter', 'starting_after'],
  ['perPage and startingAfter', 'pagination'],
  ['displayAs of retrieveConversation$', 'display_as'],
];

const RETRY_REMEDIES: typeof REMEDIES = [
  ['count', 'maxRetries retries limit'],
  ['initialDelay', 'delay'],
];

/**
 * Refuses the options that another client spells otherwise, because they would be ignored. All other
 * unknown options are taken, so that one object may be passed to several functions.
 *
 * @throws {@link InvalidOptionsError} that names the option and what to pass; it does not show the
 * value, which may be a token
 */
export function refuseForeign(options: object): void {
  refuse(options, REMEDIES, '');
}

/** {@link refuseForeign} for the settings of retries; `prefix` is that of their fields. */
export function refuseForeignRetry(retry: object, prefix: string): void {
  refuse(retry, RETRY_REMEDIES, prefix);
}

function refuse(options: object, remedies: typeof REMEDIES, prefix: string): void {
  for (const [remedy, names] of remedies) {
    for (const name of names.split(' ')) {
      // Some objects throw when they are asked for what they do not have.
      if (name in options && (options as Record<string, unknown>)[name] !== undefined) {
        const got = 'an option of another client';
        throw new InvalidOptionsError(prefix + name, got, `passed as ${prefix}${remedy}`);
      }
    }
  }
}
