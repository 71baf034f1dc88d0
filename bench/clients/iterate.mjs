import { iterateConversations } from 'rx-intercom';
import { options } from './request.mjs';

export default async function read(work, consumer) {
  for await (const conversation of iterateConversations(options(work))) {
    consumer.take(conversation);
    if (consumer.due()) await consumer.work();
  }
}
