import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createTestIntercom, type TestIntercom } from 'rx-intercom/testing';
import { serveIntercom } from '../../local-intercom.ts';
import { readRows } from './read-rows.ts';
import { startExporter, type Exporter } from './start-exporter.ts';
import { temporaryFile } from './temporary-file.ts';

/** Serves a workspace for one test, and says how to export it into one file. */
async function serve(t: TestContext, intercom: TestIntercom): Promise<readonly string[]> {
  const server = await serveIntercom(intercom);
  t.after(() => server.close());
  return ['--base-url', server.url, '--per-page', '50'];
}

const succeed = async ({ exit }: Exporter): Promise<string> => {
  const { code, output } = await exit;
  assert.equal(code, 0, output);
  return output;
};

void test('should read one page when only that has changed', async (t) => {
  const intercom = createTestIntercom({ conversations: 400 });
  const args = [...(await serve(t, intercom)), '--database', temporaryFile(t)];
  await succeed(startExporter(...args));
  const before = intercom.requests.length;

  intercom.update('17', { state: 'snoozed' });
  intercom.add();
  const output = await succeed(startExporter(...args));

  assert.match(output, /new +│ +1 │/);
  assert.match(output, /updated +│ +1 │/);
  assert.match(output, /rows in the table +│ +401 │/);
  assert.deepEqual(
    intercom.requests.slice(before).filter(({ startingAfter }) => startingAfter !== undefined),
    [],
  );
});

void test('should stop at Ctrl-C and go on later', async (t) => {
  const file = temporaryFile(t);
  const intercom = createTestIntercom({
    conversations: 400,
    fault({ number }) {
      if (number === 4) exporter.kill('SIGINT');
      return number === 4 ? { hang: 'headers' } : undefined;
    },
  });
  const args = [...(await serve(t, intercom)), '--database', file];

  const exporter = startExporter(...args);
  const { code, output } = await exporter.exit;
  assert.equal(code, 130, output);
  assert.match(output, /Run it again to go on\./);
  assert.equal(readRows(file).length, 150);

  assert.match(await succeed(startExporter(...args)), /Going on at page 4, with 150 /);
  assert.deepEqual(new Set(readRows(file).map(({ writes }) => writes)), new Set([1]));
  assert.equal(readRows(file).length, 400);
});

void test('should refuse another workspace, and start over when asked to', async (t) => {
  const file = temporaryFile(t);
  const args = await serve(t, createTestIntercom({ conversations: 120 }));
  const others = await serve(t, createTestIntercom({ conversations: 80, seed: 2 }));
  await succeed(startExporter(...args, '--database', file));

  const { code, output } = await startExporter(...others, '--database', file).exit;
  assert.equal(code, 1);
  assert.match(output, /holds the export of another workspace/);
  assert.equal(readRows(file).length, 120);

  await succeed(startExporter(...others, '--database', file, '--fresh'));
  assert.equal(readRows(file).length, 80);
});
