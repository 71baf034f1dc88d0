import type { ClientName } from '../runner/clients.ts';
import type { Sample } from '../runner/sample.ts';

/** Samples of each client, by round. */
export type Samples = ReadonlyMap<ClientName, readonly Sample[]>;
