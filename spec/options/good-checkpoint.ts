import type { Checkpoint } from '../../lib/index.ts';

/** A good checkpoint of a walk with the default options, in the middle of a page. */
export const goodCheckpoint: Checkpoint = {
  format: 1,
  startedAt: null,
  below: null,
  lateBefore: null,
  baseUrl: 'https://api.intercom.io',
  version: '2.7',
  pass: 0,
  page: 3,
  cursor: 'c',
  newest: 1_767_225_600,
  since: null,
  delivered: [['1', 1_767_225_600]],
  catchUp: null,
};
