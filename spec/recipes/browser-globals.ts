/** Imported before React: a page for it to draw on. */
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<main></main>', { url: 'https://app.example.com/inbox' });
for (const name of ['window', 'document', 'location', 'navigator'] as const) {
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true });
}
