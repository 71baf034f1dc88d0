import type { Server } from '../runner/server.ts';
import { measureBundles, type Bundles } from './bundles.ts';
import { measureEverything } from './everything.ts';
import { measureFirstPage } from './first-page.ts';
import { measureFullSpeed } from './full-speed.ts';
import { measureImports, type Imports } from './imports.ts';
import type { Plan } from './plan.ts';
import type { Samples } from './samples.ts';
import { measureSlowConsumer, type SlowConsumer } from './slow-consumer.ts';
import { measureSlowWire } from './slow-wire.ts';

/** All that was measured. */
export interface Measurements {
  readonly plan: Plan;
  readonly fullSpeed: Samples;
  readonly firstPage: Samples;
  readonly slowWire: Samples;
  readonly everything: Samples;
  readonly slowConsumer: SlowConsumer;
  readonly imports: Imports;
  readonly bundles: Bundles;
}

export async function measure(server: Server, plan: Plan): Promise<Measurements> {
  return {
    plan,
    fullSpeed: await measureFullSpeed(server, plan.fullSpeed),
    firstPage: await measureFirstPage(server, plan.firstPage),
    slowWire: await measureSlowWire(server, plan.slowWire),
    everything: await measureEverything(server, plan.everything),
    slowConsumer: await measureSlowConsumer(server, plan.slowConsumer),
    imports: await measureImports(plan.imports),
    bundles: await measureBundles(),
  };
}
