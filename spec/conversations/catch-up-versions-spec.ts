import { describe, expect, it } from '@jest/globals';
import { conversations$ } from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { optionsFor } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

describe('catching up in versions that count pages', () => {
  it('should be refused, because a deletion would shift a conversation past the walk', async () => {
    const intercom = createTestIntercom({ conversations: 60 });
    const options = { ...optionsFor(intercom), version: '2.5', catchUp: true };
    const { values, error } = await runToEnd(conversations$(options));
    expect(values).toEqual([]);
    expect(error).toMatchObject({ kind: 'invalid-options', field: 'version' });
    expect(intercom.requests).toHaveLength(0);
  });

  it("should be refused where they are the app's own", async () => {
    const intercom = createTestIntercom({ conversations: 60, version: '2.5' });
    const options = { ...optionsFor(intercom), version: null, catchUp: true };
    const { values, error } = await runToEnd(conversations$(options));
    expect(values).toEqual([]);
    expect(error).toMatchObject({ kind: 'invalid-options', field: 'version' });
    expect(intercom.requests).toHaveLength(1);
  });
});
