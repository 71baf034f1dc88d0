import type { TestIntercomOptions } from '../../lib/testing/index.ts';

/** The test workspaces by the name of the check that walks them; the others have no faults. */
export const scenarios: Readonly<Record<string, TestIntercomOptions>> = {
  'wait 429': {
    fault: ({ number }) =>
      number === 2 ? { status: 429, headers: { 'retry-after': '1' } } : undefined,
  },
  'abort headers': { fault: () => ({ hang: 'headers' }) },
  'abort body': { fault: () => ({ hang: 'body' }) },
  signal: { fault: () => ({ hang: 'headers' }) },
};
