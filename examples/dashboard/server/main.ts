/** Serves the dashboard of a workspace. */
import type { Region } from 'rx-intercom';
import { port } from '../../terminal/numbers.ts';
import { createProgram } from '../../terminal/program.ts';
import { bundlePage } from './page.ts';
import { serveDashboard } from './serve.ts';
import { openWorkspace } from './workspace.ts';

interface Arguments {
  readonly port: number;
  readonly region: Region;
  readonly wrongToken: boolean;
}

const program = createProgram(
  'npm run dashboard',
  'Serves a live dashboard on this machine: of the workspace of INTERCOM_ACCESS_TOKEN, else of a ' +
    'made-up one.',
);
const args = program
  .option('--port <port>', 'where to listen, 0 for any free port', port, 4300)
  .addOption(
    program
      .createOption('--region <region>', 'where the workspace is hosted')
      .choices(['us', 'eu', 'au'])
      .default('us')
      .env('INTERCOM_REGION'),
  )
  .option('--wrong-token', 'show what happens when the token is not accepted', false)
  .parse()
  .opts<Arguments>();

const { name, proxy } = openWorkspace(process.env['INTERCOM_ACCESS_TOKEN'], args);
const { url } = await serveDashboard(await bundlePage(), proxy, args.port);
console.log(`The dashboard of ${name}: ${url}`);
console.log('Ctrl-C stops it.');
