import type { StreamEvent } from '../../lib/events/stream-event.ts';
import { createClient } from '../../lib/http/client.ts';
import { createWalk, type Walk, type WalkConfig } from '../../lib/lists/create-walk.ts';
import type { Row } from '../../lib/paging/delivered.ts';
import { startAfter, type Position } from '../../lib/paging/position.ts';
import { collect } from '../helpers/collect.ts';
import { ids, passConfig, type prepare } from './fake-list.ts';

export interface Config extends Partial<WalkConfig<Row>> {
  readonly position?: Position;
  readonly wanted?: number;
  readonly events?: (event: StreamEvent) => void;
}

/** A walk over the prepared pages, from the top unless told otherwise. */
export function walk(load: ReturnType<typeof prepare>, config: Config = {}): Walk<Row> {
  const { position = startAfter(null), wanted = Infinity, events, ...rest } = config;
  const client = createClient({ token: 'test-token', events: events && { next: events } });
  const start = { position, wanted };
  return createWalk({ ...passConfig(load), client, start, catchUp: false, ...rest });
}

/** The pages that a subscription gets, as the ids of their rows. */
export function read({ page$ }: Walk<Row>): readonly string[] {
  return collect(page$).values.map(ids);
}
