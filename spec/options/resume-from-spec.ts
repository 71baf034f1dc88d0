import { describe, expect, it } from '@jest/globals';
import { conversations$ } from '../../lib/index.ts';
import { useVirtualTime } from '../helpers/virtual-time.ts';
import { ALLOWED } from './allowed.ts';
import type { Bad, Field } from './bad.ts';
import { goodCheckpoint } from './good-checkpoint.ts';
import { readWith } from './read-with.ts';
import { refusalOf } from './refused.ts';
import { tryBad } from './try-option.ts';

useVirtualTime();

const OWN = 'a checkpoint of https://api.intercom.io, version 2.7';

const bad: readonly Bad[] = [
  ['resumeFrom', 'c', '"c"', ALLOWED.checkpoint],
  ['resumeFrom', 3, '3', ALLOWED.checkpoint],
  ['resumeFrom', {}, 'object', ALLOWED.checkpoint],
  ['resumeFrom', [], 'object', ALLOWED.checkpoint],
  ['resumeFrom', () => goodCheckpoint, 'function', ALLOWED.checkpoint],
  ['resumeFrom', JSON.stringify({ a: 1 }), '"{\\"a\\":1}"', ALLOWED.checkpoint],
  ['resumeFrom', { ...goodCheckpoint, baseUrl: undefined }, 'object', ALLOWED.checkpoint],
  ['resumeFrom', { ...goodCheckpoint, version: undefined }, 'object', ALLOWED.checkpoint],
  ['resumeFrom', { ...goodCheckpoint, version: 2.7 }, 'object', ALLOWED.checkpoint],
  ['resumeFrom', { ...goodCheckpoint, pass: undefined }, 'object', ALLOWED.checkpoint],
  ['resumeFrom', { ...goodCheckpoint, pass: 0.5 }, 'object', ALLOWED.checkpoint],
  ['resumeFrom', { ...goodCheckpoint, pass: -1 }, 'object', ALLOWED.checkpoint],
  ['resumeFrom', { ...goodCheckpoint, pass: '0' }, 'object', ALLOWED.checkpoint],
  ['resumeFrom', { ...goodCheckpoint, page: null }, 'object', ALLOWED.checkpoint],
  ['resumeFrom', { ...goodCheckpoint, page: 0 }, 'object', ALLOWED.checkpoint],
  ['resumeFrom', { ...goodCheckpoint, cursor: undefined }, 'object', ALLOWED.checkpoint],
  ['resumeFrom', { ...goodCheckpoint, cursor: '' }, 'object', ALLOWED.checkpoint],
  ['resumeFrom', { ...goodCheckpoint, cursor: 7 }, 'object', ALLOWED.checkpoint],
  ['resumeFrom', { ...goodCheckpoint, newest: undefined }, 'object', ALLOWED.checkpoint],
  ['resumeFrom', { ...goodCheckpoint, newest: '5' }, 'object', ALLOWED.checkpoint],
  ['resumeFrom', { ...goodCheckpoint, since: NaN }, 'object', ALLOWED.checkpoint],
  ['resumeFrom', { ...goodCheckpoint, delivered: undefined }, 'object', ALLOWED.checkpoint],
  ['resumeFrom', { ...goodCheckpoint, delivered: {} }, 'object', ALLOWED.checkpoint],
  ['resumeFrom', { ...goodCheckpoint, delivered: ['1'] }, 'object', ALLOWED.checkpoint],
  ['resumeFrom', { ...goodCheckpoint, delivered: [[1, 5]] }, 'object', ALLOWED.checkpoint],
  ['resumeFrom', { ...goodCheckpoint, delivered: [['1', 'soon']] }, 'object', ALLOWED.checkpoint],
  [
    'resumeFrom',
    { ...goodCheckpoint, baseUrl: 'https://api.eu.intercom.io' },
    'a checkpoint of https://api.eu.intercom.io, version 2.7',
    OWN,
  ],
  [
    'resumeFrom',
    { ...goodCheckpoint, version: '2.8' },
    'a checkpoint of https://api.intercom.io, version 2.8',
    OWN,
  ],
  [
    'resumeFrom',
    { ...goodCheckpoint, version: null },
    'a checkpoint of https://api.intercom.io, version null',
    OWN,
  ],
  [
    'resumeFrom',
    { ...goodCheckpoint, cursor: 'https://evil.example/x' },
    '"https://evil.example/x"',
    'a cursor of its own origin',
  ],
];

describe('the option resumeFrom', () => {
  it.each([...bad])('should be refused before any request: %s %p', async (...row) => {
    expect(await tryBad(conversations$, row)).toEqual(refusalOf(row));
  });

  it.each<[Field, unknown]>([
    ['resumeFrom', goodCheckpoint],
    ['resumeFrom', null],
    ['resumeFrom', { ...goodCheckpoint, cursor: null, newest: null, delivered: [] }],
    ['resumeFrom', { ...goodCheckpoint, more: 'of a later version' }],
  ])('should be taken: %s %p', async (option, value) => {
    expect(await readWith(option, value)).toEqual({ state: 'complete', requests: 1 });
  });
});
