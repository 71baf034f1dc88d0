import { describe, expect, it } from '@jest/globals';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { all, any, filter, idsFor } from './helpers/search.ts';

const intercom = createTestIntercom({ conversations: 0 });
const blank = intercom.add({ id: '1' });
intercom.remove('1');

const source = {
  type: 'email',
  id: '125000001',
  delivered_as: 'customer_initiated',
  subject: 'Invoice',
  body: '<p>I need <b>support</b>,&nbsp;please &amp; thanks</p>',
  author: { type: 'user', id: '65a1', name: 'Example User', email: 'user@example.com' },
  attachments: [],
  url: 'https://app.example.com/billing',
};
const statistics = {
  ...{ type: 'conversation_statistics', time_to_assignment: 60, time_to_admin_reply: null },
  ...{ time_to_first_close: null, time_to_last_close: null, median_time_to_reply: null },
  ...{ first_contact_reply_at: 1000, first_assignment_at: null, first_admin_reply_at: null },
  ...{ first_close_at: null, last_assignment_at: null, last_assignment_admin_reply_at: null },
  ...{ last_contact_reply_at: null, last_admin_reply_at: null, last_close_at: null },
  ...{ last_closed_by_id: '7800001', count_reopens: 2, count_assignments: 0 },
  count_conversation_parts: 9,
};
const contact = { type: 'contact', id: '65a1' };
const teammate = { type: 'admin', id: '7800001' };

/** Has everything that can be searched for. */
intercom.add({
  id: '7',
  ...{ created_at: 1000, updated_at: 2000, waiting_since: 1500, snoozed_until: 3000 },
  ...{ source, statistics, open: true, read: true, state: 'snoozed', priority: 'priority' },
  ...{ admin_assignee_id: 7_800_001, team_assignee_id: 42, ai_agent_participated: true },
  contacts: { type: 'contact.list', contacts: [contact, { type: 'contact', id: '65a2' }] },
  teammates: { type: 'admin.list', admins: [teammate] },
  tags: { type: 'tag.list', tags: [{ type: 'tag', id: '91', name: 'vip' }] },
  conversation_rating: {
    ...{ rating: 4, remark: 'Great', created_at: 1800, updated_at: 1900 },
    ...{ contact, teammate },
  },
  ai_agent: {
    ...{ resolution_state: 'escalated', last_answer_type: 'ai_answer', rating: 3 },
    ...{ rating_remark: 'ok', source_type: 'workflow', source_title: 'Welcome' },
  },
  custom_attributes: { 'Copilot used': false, 'Created by': 7, 'a.b': 'c', Language: 'English' },
});
/** Has none of it. */
intercom.add({
  ...blank,
  id: '20',
  ...{ created_at: 5000, updated_at: 6000, waiting_since: null, snoozed_until: null },
  source: {
    ...source,
    type: null,
    id: '1',
    subject: null,
    body: null,
    url: null,
    author: blankAuthor(),
  },
  ...{ statistics: null, open: false, read: false, state: 'closed', priority: 'not_priority' },
  ...{ admin_assignee_id: null, team_assignee_id: null, ai_agent_participated: false },
  contacts: { type: 'contact.list', contacts: [] },
  teammates: null,
  tags: { type: 'tag.list', tags: [] },
  ...{ conversation_rating: null, ai_agent: null, custom_attributes: {} },
});

function blankAuthor() {
  return { type: 'bot', id: '0', name: null, email: null };
}

describe('a field', () => {
  it.each<[string, unknown]>([
    ['id', '7'],
    ['created_at', 1000],
    ['created_at', '1000'],
    ['updated_at', 2000],
    ['waiting_since', 1500],
    ['snoozed_until', 3000],
    ['source.type', 'email'],
    ['source.id', '125000001'],
    ['source.subject', 'Invoice'],
    ['source.url', 'https://app.example.com/billing'],
    ['source.author.id', '65a1'],
    ['source.author.type', 'user'],
    ['source.author.name', 'Example User'],
    ['source.author.email', 'user@example.com'],
    ['contact_ids', '65a1'],
    ['contact_ids', '65a2'],
    ['teammate_ids', '7800001'],
    ['tag_ids', '91'],
    ['tag_ids', 91],
    ['admin_assignee_id', 7_800_001],
    ['admin_assignee_id', '7800001'],
    ['team_assignee_id', 42],
    ['channel_initiated', 'email'],
    ['open', true],
    ['read', 'true'],
    ['state', 'snoozed'],
    ['priority', 'priority'],
    ['statistics.time_to_assignment', 60],
    ['statistics.first_contact_reply_at', 1000],
    ['statistics.last_closed_by_id', '7800001'],
    ['statistics.count_reopens', 2],
    ['statistics.count_conversation_parts', 9],
    ['conversation_rating.requested_at', 1800],
    ['conversation_rating.replied_at', 1900],
    ['conversation_rating.score', 4],
    ['conversation_rating.remark', 'Great'],
    ['conversation_rating.contact_id', '65a1'],
    ['conversation_rating.admin_d', '7800001'],
    ['ai_agent_participated', true],
    ['ai_agent.resolution_state', 'escalated'],
    ['ai_agent.last_answer_type', 'ai_answer'],
    ['ai_agent.rating', 3],
    ['ai_agent.rating_remark', 'ok'],
    ['ai_agent.source_type', 'workflow'],
    ['ai_agent.source_title', 'Welcome'],
    ['custom_attributes.Copilot used', false],
    ['custom_attributes.Created by', 7],
    ['custom_attributes.Language', 'English'],
    ['custom_attributes.a.b', 'c'],
  ])('should be found: %s = %j', async (field, value) => {
    expect(await idsFor(intercom, filter(field, '=', value))).toEqual(['7']);
    expect(await idsFor(intercom, filter(field, '!=', value))).toEqual(['20']);
    expect(await idsFor(intercom, filter(field, 'IN', [value]))).toEqual(['7']);
    expect(await idsFor(intercom, filter(field, 'NIN', [value]))).toEqual(['20']);
  });

  it.each(['waiting_since', 'source.type', 'admin_assignee_id', 'statistics.count_reopens'])(
    'should be found where it is missing: %s',
    async (field) => {
      expect(await idsFor(intercom, filter(field, '=', null))).toEqual(['20']);
      expect(await idsFor(intercom, filter(field, '!=', null))).toEqual(['7']);
    },
  );
});

describe('an operator', () => {
  it.each<[string, string, unknown, string]>([
    ['created_at', '>', 999, '7 20'],
    ['created_at', '>', 1000, '20'],
    ['created_at', '>=', 1000, '7 20'],
    ['created_at', '<', 1000, ''],
    ['created_at', '<=', 1000, '7'],
    ['created_at', 'IN', [1000, 5000], '7 20'],
    ['created_at', 'IN', [], ''],
    ['created_at', 'NIN', [], '7 20'],
    ['waiting_since', '<', 1500, ''],
    ['waiting_since', '<=', 1500, '7'],
    ['waiting_since', '!=', 1500, '20'],
    ['statistics.count_reopens', '>', 1, '7'],
    ['statistics.count_reopens', '>', 2, ''],
    ['statistics.count_reopens', '>=', 2, '7'],
    ['statistics.count_reopens', '<', 2.5, '7'],
    ['statistics.count_reopens', '<', 2, ''],
    ['statistics.count_reopens', '<=', 2, '7'],
    ['id', '>', '7', '20'],
    ['id', '>=', '7', '7 20'],
    ['id', '<', '20', '7'],
    ['id', '<=', '20', '7 20'],
    ['source.subject', '~', 'voi', '7'],
    ['source.subject', '!~', 'voi', '20'],
    ['source.subject', '^', 'In', '7'],
    ['source.subject', '^', 'voice', ''],
    ['source.subject', '$', 'voice', '7'],
    ['source.subject', '$', 'In', ''],
    ['source.body', '=', 'support', '7'],
    ['source.body', '=', 'Support', '7'],
    ['source.body', '=', 'need support', ''],
    ['source.body', '=', 'b', ''],
    ['source.body', '!=', 'support', '20'],
    ['source.body', '^', 'supp', '7'],
    ['source.body', '~', 'leas', '7'],
    ['tag_ids', 'IN', ['90', '91'], '7'],
    ['tag_ids', 'NIN', ['90'], '7 20'],
  ])('should find with %s %s %j: "%s"', async (field, operator, value, expected) => {
    const ids = expected === '' ? [] : expected.split(' ');

    expect(await idsFor(intercom, filter(field, operator, value))).toEqual(ids);
  });

  it('should find nothing that was later than a time in milliseconds', async () => {
    expect(await idsFor(intercom, filter('created_at', '>', 1_700_000_000_000))).toEqual([]);
  });
});

describe('a group', () => {
  const old = filter('created_at', '<', 2000);
  const closed = filter('state', '=', 'closed');

  it.each<[string, unknown, readonly string[]]>([
    ['all of one', all(old), ['7']],
    ['all of two', all(old, closed), []],
    ['one of two', any(old, closed), ['7', '20']],
    ['one of one', any(closed), ['20']],
    ['one of two groups', any(all(old, closed), all(closed)), ['20']],
    ['both groups', all(any(old, closed), any(closed)), ['20']],
    ['ranges that exclude each other', all(old, filter('created_at', '>', 3000)), []],
    ['two ranges', all(old, filter('updated_at', '>', 1999)), ['7']],
    ['one of two ranges', any(old, filter('updated_at', '>', 5999)), ['7', '20']],
    ['groups in groups', all(any(all(old, filter('open', '=', true)), all(closed))), ['7', '20']],
  ])('should join its filters: %s', async (_, query, expected) => {
    expect(await idsFor(intercom, query)).toEqual(expected);
  });
});
