/**
 * Preloaded: as in a test runner's jsdom environment, what jsdom has stands in place of Node's own,
 * and what it lacks is missing.
 */
import { JSDOM } from 'jsdom';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';

const page = [
  'window',
  'document',
  'navigator',
  'location',
  'XMLHttpRequest',
  'Event',
  'EventTarget',
];
const web = ['AbortController', 'AbortSignal', 'DOMException', 'TextDecoder', 'TextEncoder'];
const missing = ['fetch', 'Request', 'Response', 'ReadableStream'];

const { window } = new JSDOM('', { url: 'http://localhost/' });
for (const name of [...page, ...web, 'Headers', ...missing]) {
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true });
}

/** @param {string} url */
globalThis.ask = (url) =>
  new Promise((resolve, reject) => {
    const request = get(url, (response) => {
      resolve({ json: async () => JSON.parse(await text(response)) });
    });
    request.on('error', reject);
  });
