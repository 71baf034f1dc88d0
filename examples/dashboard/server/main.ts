/** Serves the dashboard of a workspace. */
import { parseArgs } from 'node:util';
import { serveDashboard } from './serve.ts';
import { openWorkspace } from './workspace.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4300' },
    'wrong-token': { type: 'boolean', default: false },
  },
});

const { name, proxy } = openWorkspace(process.env, values['wrong-token']);
const { url } = await serveDashboard(proxy, Number(values.port));
console.log(`The dashboard of ${name}: ${url}`);
console.log('Ctrl-C stops it.');
