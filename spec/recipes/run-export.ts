/** The program that is killed: writes a test workspace, slowly, and prints each page. */
import { createTestIntercom } from 'rx-intercom/testing';
import { csv, exportToFile, ndjson } from './.build/export-to-file.ts';

const [file = '', format, conversations] = process.argv.slice(2);
const intercom = createTestIntercom({ conversations: Number(conversations), latency: 10 });
// This workspace shows no change late.
const options = { token: 'test-token', fetch: intercom.fetch, perPage: 20, lookBack: 0 };
exportToFile(options, file, format === 'csv' ? csv : ndjson).subscribe((written) => {
  console.log(written);
});
