import { EMPTY, timer } from 'rxjs';
import { processConversations$ } from 'rx-intercom';

/** Work as a project, one at a time: the stream waits for it by itself. */
export function runProject(options, { wait, take, due }) {
  const project = (conversation) => {
    take(conversation);
    return due() ? timer(wait) : EMPTY;
  };
  return processConversations$(options, project).forEach(() => {});
}
