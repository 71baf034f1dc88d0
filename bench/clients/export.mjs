import { EMPTY } from 'rxjs';
import { exportConversations$ } from 'rx-intercom';
import { options } from './request.mjs';

export default function read(work, { take }) {
  return exportConversations$({ ...options(work), concurrency: 8 }, ({ conversations }) => {
    conversations.forEach(take);
    return EMPTY;
  }).forEach(() => {});
}
