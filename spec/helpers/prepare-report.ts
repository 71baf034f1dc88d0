import type { ConversationsOptions, WalkReport } from '../../lib/index.ts';
import {
  createTestIntercom,
  type TestIntercom,
  type TestIntercomOptions,
} from '../../lib/testing/index.ts';
import { optionsFor } from './workspace.ts';

/** A workspace of 45, its options, and the reports that come of it. */
export function prepareReport(options: TestIntercomOptions = {}): {
  readonly intercom: TestIntercom;
  readonly reports: WalkReport[];
  readonly options: ConversationsOptions;
} {
  const intercom = createTestIntercom({ conversations: 45, rateLimit: null, ...options });
  const reports: WalkReport[] = [];
  const onComplete = (one: WalkReport): void => {
    reports.push(one);
  };
  return { intercom, reports, options: { ...optionsFor(intercom), onComplete } };
}
