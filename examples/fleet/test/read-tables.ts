import type { Client } from 'pg';
import type { Conversation, ConversationPart, ConversationWithParts } from 'rx-intercom';
import { createTestIntercom } from 'rx-intercom/testing';
import type { DemoWorkspace } from '../demo/workspace.ts';

/** Conversations by id, each with its messages by id. */
export type Content = ReadonlyMap<
  string,
  { readonly conversation: Conversation; readonly messages: ReadonlyMap<string, ConversationPart> }
>;

/** What the tables have of a workspace, past the code of the jobs. */
export async function readTables(client: Client, workspace: string): Promise<Content> {
  const conversations = await client.query<{ id: string; json: Conversation }>(
    'select id, json from conversations where workspace = $1',
    [workspace],
  );
  const messages = await client.query<{ conversation: string; json: ConversationPart }>(
    'select conversation, json from messages where workspace = $1',
    [workspace],
  );
  const byConversation = new Map<string, ConversationPart[]>();
  for (const { conversation, json } of messages.rows) {
    byConversation.set(conversation, [...(byConversation.get(conversation) ?? []), json]);
  }
  return new Map(
    conversations.rows.map(({ id, json: conversation }) => [
      id,
      { conversation, messages: byId(byConversation.get(id) ?? []) },
    ]),
  );
}

/** What a test workspace has, read from a copy of it that has no limit. */
export async function readWorkspace({ intercom, seed }: DemoWorkspace): Promise<Content> {
  const copy = createTestIntercom({
    conversations: intercom.conversations,
    seed,
    rateLimit: null,
  });
  const headers = { authorization: 'Bearer test-token' };
  const found = intercom.conversations.map(async (conversation) => {
    const url = `https://workspace.example/conversations/${conversation.id}`;
    const whole = (await (await copy.fetch(url, { headers })).json()) as ConversationWithParts;
    const messages = byId(whole.conversation_parts.conversation_parts);
    return [conversation.id, { conversation, messages }] as const;
  });
  return new Map(await Promise.all(found));
}

function byId(parts: readonly ConversationPart[]): ReadonlyMap<string, ConversationPart> {
  return new Map(parts.map((part) => [part.id, part]));
}
