import {
  conversations$,
  isIntercomError,
  type Checkpoint,
  type Conversation,
  type ConversationsOptions,
} from '../../lib/index.ts';
import { collect } from './collect.ts';
import { checkpointOf } from './stored.ts';
import { pass } from './virtual-time.ts';

/**
 * Walks until the stream completes. Cuts it off after each of these numbers of conversations, and
 * resumes it there; resumes it also where the server refuses a request.
 */
export async function walkInParts(
  options: ConversationsOptions,
  cuts: readonly number[],
): Promise<readonly Conversation[]> {
  const all: Conversation[] = [];
  let resumeFrom: Checkpoint | undefined;
  for (const cut of [...cuts, ...Array<number>(50).fill(Infinity)]) {
    const controller = new AbortController();
    const part = collect(
      conversations$({ ...options, resumeFrom, signal: controller.signal }),
      () => {
        if (part.values.length === cut) controller.abort();
      },
    );
    while (part.state === 'open') await pass(20);
    all.push(...part.values);
    if (part.state === 'complete') return all;
    const { error } = part;
    const isExpected =
      isIntercomError(error) && (error.kind === 'abort' || error.kind === 'error-list');
    if (!isExpected) throw error as Error;
    resumeFrom = checkpointOf(error);
  }
  throw new Error('The walk does not end.');
}
