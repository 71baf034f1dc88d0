import type { PoolClient } from 'pg';
import { missingParts, type Conversation, type ConversationWithParts } from 'rx-intercom';
import { CLAIM_MESSAGES, WRITE_CONVERSATIONS, WRITE_MESSAGES } from './schema.ts';

/** Writes conversations, but for those that are older than their rows. */
export async function writeConversations(
  client: PoolClient,
  workspace: string,
  conversations: readonly Conversation[],
): Promise<void> {
  if (conversations.length === 0) return;
  await client.query(WRITE_CONVERSATIONS, [
    workspace,
    conversations.map(({ id }) => id),
    conversations.map(({ created_at }) => created_at),
    conversations.map(({ updated_at }) => updated_at),
    conversations.map((conversation) => JSON.stringify(conversation)),
  ]);
}

/** Writes the messages of a conversation, unless as new ones are there: two jobs may read the same. */
export async function writeMessages(
  client: PoolClient,
  workspace: string,
  conversation: ConversationWithParts,
): Promise<void> {
  const { id, updated_at } = conversation;
  const { conversation_parts: parts } = conversation.conversation_parts;
  const missing = missingParts(conversation);
  const claimed = await client.query(CLAIM_MESSAGES, [workspace, id, updated_at, missing]);
  if (claimed.rowCount === 0) return;
  await client.query(WRITE_MESSAGES, [
    workspace,
    id,
    parts.map((part) => part.id),
    parts.map((part) => part.created_at),
    parts.map((part) => JSON.stringify(part)),
  ]);
}
