import { describe, expect, it } from '@jest/globals';
import { generateConversation } from '../../lib/testing/generate-conversation.ts';
import type { Row } from '../../lib/testing/row.ts';
import { type WorkspaceConfig, createWorkspace as create } from '../../lib/testing/workspace.ts';

const complete = ({ id, created_at, updated_at }: Row) =>
  generateConversation(1, id, created_at, updated_at);
const createWorkspace = (rows: readonly Row[], more: Partial<WorkspaceConfig> = {}) =>
  create({ rows, complete, hidden: undefined, lag: 0, now: () => 0, ...more });
const at = (id: string, updatedAt: number) => generateConversation(1, id, updatedAt, updatedAt);
const of = (...times: readonly number[]) =>
  createWorkspace(times.map((updatedAt, index) => at(String(index + 1), updatedAt)));
const idsOf = ({ conversations }: ReturnType<typeof createWorkspace>) =>
  conversations.map(({ id }) => id);

describe('createWorkspace', () => {
  it('should bring its conversations into order and leave the array it got alone', () => {
    const given = [at('10', 5), at('1', 9), at('9', 5)];

    expect(idsOf(createWorkspace(given))).toEqual(['1', '9', '10']);
    expect(given.map(({ id }) => id)).toEqual(['10', '1', '9']);
  });

  it('should refuse the same id twice', () => {
    expect(() => createWorkspace([at('1', 5), at('1', 6)])).toThrow(
      new RangeError('Two conversations have the same id'),
    );
  });

  it('should move a conversation that is put again', () => {
    const workspace = of(5, 6, 7);
    workspace.put(at('1', 8));

    expect(idsOf(workspace)).toEqual(['1', '3', '2']);
    expect(workspace.get('1').updated_at).toBe(8);
  });

  it('should take a conversation out', () => {
    const workspace = of(5, 6);
    workspace.remove('2');

    expect(idsOf(workspace)).toEqual(['1']);
    expect(workspace.has('2')).toBe(false);
    expect(workspace.has('1')).toBe(true);
  });

  it.each(['get', 'remove'] as const)('should %s no conversation it does not have', (method) => {
    expect(() => of(5)[method]('7')).toThrow(new RangeError('There is no conversation 7'));
  });

  it('should number on from the highest id it ever had', () => {
    const workspace = createWorkspace([at('9', 5), at('10', 4), at('x', 3)]);
    expect(workspace.nextId).toBe('11');

    workspace.put(at('9007199254740993', 6));
    workspace.remove('9007199254740993');
    expect(workspace.nextId).toBe('9007199254740994');
    expect(of().nextId).toBe('1');
  });

  it('should know the first second that stands on top, from now on', () => {
    const workspace = of(50, 60);

    expect(of().topmost('1', 7)).toBe(7);
    expect(workspace.topmost('1', 70)).toBe(70);
    expect(workspace.topmost('1', 60)).toBe(60);
    expect(workspace.topmost('1', 7)).toBe(60);
    expect(workspace.topmost('2', 7)).toBe(60);
    expect(workspace.topmost('3', 60)).toBe(61);
    expect(workspace.topmost('3', 7)).toBe(61);
    expect(workspace.topmost('3', 61)).toBe(61);
  });
});
