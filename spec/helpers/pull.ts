import {
  iterateConversations,
  type Conversation,
  type ConversationsOptions,
} from '../../lib/index.ts';
import { pass } from './virtual-time.ts';

/** Lets virtual time pass until a promise is settled. */
export async function settle<T>(promise: Promise<T>): Promise<T> {
  const waiting = new Set([promise]);
  const mark = (): void => {
    waiting.clear();
  };
  promise.then(mark, mark);
  for (let turn = 0; waiting.size > 0; turn += 1) {
    if (turn > 50_000) throw new Error('The promise was not settled.');
    await pass(20);
  }
  return promise;
}

/** Pulls until the end, asking again after each failure; what failed is kept beside. */
export async function pullAll(
  iterator: AsyncIterator<Conversation, undefined>,
): Promise<{ readonly values: readonly Conversation[]; readonly errors: readonly unknown[] }> {
  const values: Conversation[] = [];
  const errors: unknown[] = [];
  while (errors.length < 100) {
    try {
      const { value, done } = await iterator.next();
      if (done === true) break;
      values.push(value);
    } catch (error) {
      errors.push(error);
    }
  }
  return { values, errors };
}

/** A loop over everything that may end early. */
export async function loop(
  options: ConversationsOptions,
  body: (conversation: Conversation, count: number) => unknown,
): Promise<readonly Conversation[]> {
  const seen: Conversation[] = [];
  for await (const conversation of iterateConversations(options)) {
    seen.push(conversation);
    if ((await body(conversation, seen.length)) === 'break') break;
  }
  return seen;
}
