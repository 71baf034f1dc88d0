import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestIntercom } from 'rx-intercom/testing';
import { readExport } from './read-export.ts';
import { serve } from './serve.ts';
import { startExporter, succeed } from './start-exporter.ts';
import { temporaryFile } from './temporary-file.ts';

for (const format of ['sqlite', 'ndjson']) {
  void test(`should fetch the messages, some at once, as ${format}`, async (t) => {
    const file = temporaryFile(t, `export.${format}`);
    let most = 0;
    const intercom = createTestIntercom({
      conversations: 60,
      latency: 5,
      parts: (id) => (id === '17' ? 620 : undefined),
      fault({ url }) {
        // The list knows it still when its messages are asked for.
        if (/\/30$/.test(url)) intercom.remove('30');
        const open = intercom.requests.filter(({ state }) => state === 'open');
        most = Math.max(most, open.length);
        return undefined;
      },
    });
    const args = [...(await serve(t, intercom)), '--format', format, '--output', file];
    const output = await succeed(startExporter(...args, '--parts', '3'));

    assert.match(output, /deleted meanwhile, left out +│ +1 │/);
    assert.match(output, /without their first messages +│ +1 \(17\) │/);
    assert.match(output, /lost +│ +0 │/);
    assert.equal(most, 3);
    const { rows } = readExport(file);
    assert.equal(rows.length, 59);
    for (const { id, conversation } of rows) {
      assert.ok('conversation_parts' in conversation, id);
    }

    const { code, output: refusal } = await startExporter(...args).exit;
    assert.equal(code, 1);
    assert.match(refusal, /it was begun with --parts/);
  });

  void test(`should take out what was deleted since it was saved, as ${format}`, async (t) => {
    const file = temporaryFile(t, `export.${format}`);
    let isDeleted = false;
    const intercom = createTestIntercom({
      conversations: 60,
      fault({ url }) {
        if (isDeleted && /\/30$/.test(url)) intercom.remove('30');
        return undefined;
      },
    });
    const args = [...(await serve(t, intercom)), '--format', format, '--output', file, '--parts'];
    await succeed(startExporter(...args));
    assert.equal(readExport(file).rows.length, 60);

    isDeleted = true;
    intercom.update('30');
    assert.match(await succeed(startExporter(...args)), /deleted meanwhile, left out +│ +1 │/);
    assert.ok(!readExport(file).rows.some(({ id }) => id === '30'));
    assert.equal(readExport(file).rows.length, 59);
  });
}
