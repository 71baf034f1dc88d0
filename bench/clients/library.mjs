/** This library, with its own defaults. */
import process from 'node:process';
import { EMPTY, timer } from 'rxjs';
import { drain } from './consumer.mjs';
import { token } from './request.mjs';

// Another version of the library is one file.
const library = await import(process.env.RX_INTERCOM_BUNDLE ?? 'rx-intercom');
const options = ({ baseUrl, perPage }) => ({ token, baseUrl, perPage });

export function plain(work, consumer) {
  return drain(library.conversations$(options(work)), consumer);
}

export { plain as before };

export function prefetch(work, consumer) {
  return drain(library.conversations$({ ...options(work), prefetch: true }), consumer);
}

/** Work as a project, one at a time: the stream waits for it by itself. */
export function process$(work, { wait, take, due }) {
  const project = (conversation) => {
    take(conversation);
    return due() ? timer(wait) : EMPTY;
  };
  return library.processConversations$(options(work), project).forEach(() => {});
}

export async function iterate(work, consumer) {
  for await (const conversation of library.iterateConversations(options(work))) {
    consumer.take(conversation);
    if (consumer.due()) await consumer.work();
  }
}

export function exportAll(work, { take }) {
  const settings = { ...options(work), concurrency: 8 };
  return library
    .exportConversations$(settings, ({ conversations }) => {
      conversations.forEach(take);
      return EMPTY;
    })
    .forEach(() => {});
}
