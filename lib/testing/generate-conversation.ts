import type { Conversation } from '../types/conversation.ts';
import { generateContact, generateTeammate } from './generate-people.ts';
import { generateSource } from './generate-source.ts';
import { generateStatistics } from './generate-statistics.ts';
import { tagNames } from './phrases.ts';
import { createRandom, type Random } from './random.ts';

/**
 * Generates one conversation, about 2 kB of JSON, from the seed and its id. Its parts agree with each
 * other: who wrote, who waits, who closed.
 */
export function generateConversation(
  seed: number,
  id: string,
  createdAt: number,
  updatedAt: number,
): Conversation {
  const random = createRandom(seed, Number(id));
  const { author, contacts } = generateContact(random);
  const teammate = generateTeammate(random);
  const admin = { type: 'admin', id: teammate.id };
  const contacted = random.chance(0.85);
  const state = random.pick(states);
  const source = generateSource(random, id, contacted ? author : teammate);
  const statistics = generateStatistics(random, {
    createdAt,
    updatedAt,
    contacted,
    closedBy: state === 'closed' ? teammate.id : null,
  });
  const answered = statistics.first_admin_reply_at !== null;
  const aiAgent = random.chance(0.15) ? random.pick(aiAgents) : null;
  return {
    type: 'conversation',
    id,
    created_at: createdAt,
    updated_at: updatedAt,
    waiting_since: contacted && !answered && state === 'open' ? createdAt : null,
    snoozed_until: state === 'snoozed' ? updatedAt + 86_400 : null,
    source,
    contacts,
    first_contact_reply: contacted
      ? { created_at: createdAt, type: source.type, url: source.url }
      : null,
    admin_assignee_id: random.pick([null, null, null, 0, Number(admin.id), Number(admin.id)]),
    team_assignee_id: random.pick([null, null, 7_803_411, 7_803_412]),
    open: state !== 'closed',
    state,
    read: random.chance(0.7),
    tags: { type: 'tag.list', tags: tags(random) },
    priority: random.chance(0.1) ? 'priority' : 'not_priority',
    sla_applied: random.chance(0.08) ? random.pick(slas) : null,
    statistics,
    conversation_rating:
      state === 'closed' && random.chance(0.2)
        ? {
            rating: 1 + random.integer(5),
            remark: random.pick([null, '', 'Great help, danke schön! 💚']),
            created_at: updatedAt,
            contact: contacts.contacts[0] ?? null,
            teammate: admin,
          }
        : null,
    teammates: { type: 'admin.list', admins: answered || !contacted ? [admin] : [] },
    title: random.chance(0.15) ? 'Question about an account' : null,
    custom_attributes: { 'Copilot used': random.chance(0.1), ...random.pick(attributes) },
    topics: {},
    ticket: null,
    linked_objects: { type: 'list', data: [], total_count: 0, has_more: false },
    ai_agent: aiAgent,
    ai_agent_participated: aiAgent !== null,
  };
}

const states = ['open', 'open', 'open', 'closed', 'closed', 'closed', 'closed', 'snoozed'] as const;

const attributes = [
  {},
  { Language: 'English' },
  { Language: 'Deutsch', 'Created by': 7_800_001 },
] as const;

const sla = { type: 'conversation_sla_summary', sla_name: 'First reply in 4 hours' } as const;
const slas = [
  { ...sla, sla_status: 'hit' },
  { ...sla, sla_status: 'missed' },
  { ...sla, sla_status: 'active' },
  { ...sla, sla_status: null },
] as const;

const aiAgentBase = {
  source_type: 'workflow',
  source_title: 'Welcome',
  rating_remark: null,
  content_sources: { type: 'content_source.list', total_count: 0, content_sources: [] },
} as const;
const aiAgents = [
  { ...aiAgentBase, last_answer_type: null, resolution_state: null, rating: null },
  { ...aiAgentBase, last_answer_type: 'ai_answer', resolution_state: 'escalated', rating: null },
  {
    ...aiAgentBase,
    last_answer_type: 'ai_answer',
    resolution_state: 'confirmed_resolution',
    rating: 4,
  },
] as const;

function tags(random: Random): { type: 'tag'; id: string; name: string }[] {
  const first = random.integer(tagNames.length);
  const count = Math.floor(3 * random.next() ** 2);
  return Array.from({ length: count }, (_, index) => {
    const number = (first + index) % tagNames.length;
    return { type: 'tag', id: String(9_000_000 + number), name: String(tagNames[number]) };
  });
}
