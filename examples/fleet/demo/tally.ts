import type { Client } from 'pg';
import type { Conversation } from 'rx-intercom';
import type { DemoWorkspace } from './workspace.ts';

/** What is in the tables, beside what is in the workspace. */
export interface Tally {
  readonly conversations: number;
  readonly messages: number;
  /** Conversations and messages that are missing, or older than in the workspace. */
  readonly lost: number;
  /** Conversations and messages that were written again although nothing had changed. */
  readonly twice: number;
}

interface Row {
  readonly id: string;
  readonly updated_at: string;
  readonly writes: number;
  readonly messages: string;
  /** How often the message was written that was written most often. */
  readonly message_writes: number;
}

const ROWS = `
  select id, updated_at, writes,
    count(message) as messages, coalesce(max(message_writes), 0) as message_writes
  from conversations left join (
    select workspace, conversation, id as message, writes as message_writes from messages
  ) as messages on messages.workspace = conversations.workspace and conversation = id
  where conversations.workspace = $1
  group by conversations.workspace, id
`;

/** The most messages that Intercom sends. */
const MOST = 500;

/** Compares the tables with a test workspace, past the jobs' own code. */
export async function tally(
  client: Client,
  { name, intercom, changed }: DemoWorkspace,
): Promise<Tally> {
  const { rows } = await client.query<Row>(ROWS, [name]);
  const found = new Map(rows.map((row) => [row.id, row]));
  const isLost = ({ id, updated_at }: Conversation): boolean =>
    Number(found.get(id)?.updated_at ?? 0) < updated_at;
  const isTwice = ({ id, writes, message_writes }: Row): boolean =>
    Math.max(writes, message_writes) > (changed.has(id) ? 2 : 1);
  const missing = (conversation: Conversation): number =>
    Math.max(0, countMessages(conversation) - Number(found.get(conversation.id)?.messages ?? 0));
  return {
    conversations: rows.length,
    messages: rows.reduce((sum, row) => sum + Number(row.messages), 0),
    lost:
      intercom.conversations.filter(isLost).length +
      intercom.conversations.reduce((sum, one) => sum + missing(one), 0),
    twice: rows.filter(isTwice).length,
  };
}

/** The statistics count the first message too, which is a part of the conversation itself. */
function countMessages({ statistics }: Conversation): number {
  return Math.min(MOST, (statistics?.count_conversation_parts ?? 1) - 1);
}
