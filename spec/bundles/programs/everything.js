import * as library from 'rx-intercom';

globalThis.all$ = library.conversations$({ token: 'test-token' });
globalThis.library = library;
