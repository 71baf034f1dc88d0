/** What waits for PostgreSQL, and what does not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whileAway } from '../store/while-away.ts';

/** Does something that fails once. @returns what was told */
async function failOnce(error: Error): Promise<readonly string[]> {
  const errors = [error];
  const told: string[] = [];
  const work = async (): Promise<void> => {
    const next = errors.pop();
    if (next !== undefined) throw next;
    await Promise.resolve();
  };
  await whileAway(work, ({ message }) => told.push(message));
  return told;
}

void test('should wait where PostgreSQL may be back', async () => {
  const codes = [
    ...['57P01', '57P03', '53300', '53100', '25006', '40001', '40P01', '08006'],
    ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
  ];
  const told = await Promise.all(
    codes.map((code) => failOnce(Object.assign(new Error(code), { code }))),
  );
  assert.deepEqual(told.flat(), codes);
});

void test('should not wait where a wait does not mend it', async () => {
  for (const code of ['28P01', '3D000', '42P01', '23505', '42501']) {
    const error = Object.assign(new Error(code), { code });
    await assert.rejects(failOnce(error), error);
  }
});
