import { EMPTY, timer } from 'rxjs';
import { processConversations$ } from 'rx-intercom';
import { options } from './request.mjs';

/** Work as a project, one at a time: the stream waits for it by itself. */
export default function read(work, { wait, take, due }) {
  const project = (conversation) => {
    take(conversation);
    return due() ? timer(wait) : EMPTY;
  };
  return processConversations$(options(work), project).forEach(() => {});
}
