import { createProgram } from '../examples/terminal/program.ts';
import { CLIENTS, SEARCHERS } from './runner/clients.ts';
import { report } from './runner/report.ts';
import { runClient } from './runner/run-client.ts';
import { startServer } from './runner/server.ts';

createProgram(
  'npm run smoke --prefix bench',
  'Checks that every client still delivers every conversation. Measures nothing.',
).parse();

const works = [
  { count: 1000, firstByte: 0, body: 0, every: 0, wait: 0 },
  { count: 460, firstByte: 5, body: 20, every: 150, wait: 5 },
];
const server = await startServer();
try {
  for (const client of [...CLIENTS, ...SEARCHERS]) {
    for (const work of works) await runClient(server, client, work);
    report(`${client}: every conversation came, once`);
  }
} finally {
  server.stop();
}
