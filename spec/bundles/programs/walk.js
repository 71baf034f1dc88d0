import { conversations$ } from 'rx-intercom';

globalThis.all$ = conversations$({ token: 'test-token' });
