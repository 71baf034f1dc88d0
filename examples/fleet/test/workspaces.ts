import type { TestContext } from 'node:test';
import { serveWorkspace, type DemoWorkspace } from '../demo/workspace.ts';

/** Serves two workspaces for one test. */
export async function serveTwo(
  t: TestContext,
  conversations: number,
): Promise<readonly DemoWorkspace[]> {
  const served: DemoWorkspace[] = [];
  for (const [index, name] of ['east', 'west'].entries()) {
    const options = {
      name,
      seed: index + 1,
      conversations,
      ranges: 8,
      perRow: 20,
      limit: 80,
      window: 2_000,
    };
    const workspace = await serveWorkspace(options);
    t.after(() => workspace.close());
    served.push(workspace);
  }
  return served;
}
