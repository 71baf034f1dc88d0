import type { Conversation } from '../types/conversation.ts';

/**
 * A conversation as the test kit stores it: complete, or only the fields it is found by. A large
 * workspace is cheap, because the rest is generated when it is sent.
 */
export interface Row {
  readonly id: string;
  /** When it was started, in unix seconds. */
  readonly created_at: number;
  /** When it last changed, in unix seconds. */
  readonly updated_at: number;
  /** Since when the contact waits, in unix seconds. Known of complete conversations only. */
  readonly waiting_since?: number | null;
}

/** Makes a row complete. The same row gives an equal conversation each time. */
export type Complete = (row: Row) => Conversation;

/** Whether a row is complete. */
export function isConversation(row: Row): row is Conversation {
  return 'type' in row;
}
