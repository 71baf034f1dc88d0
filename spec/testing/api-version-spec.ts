import { describe, expect, it } from '@jest/globals';
import { isAtLeast, isKnownVersion, pagesByCursor } from '../../lib/testing/api-version.ts';

describe('isKnownVersion', () => {
  it.each(['1.0', '1.4', '2.0', '2.7', '2.9', '2.10', '2.16', 'Preview'])(
    'should know %s',
    (version) => {
      expect(isKnownVersion(version)).toBe(true);
    },
  );

  it.each(['', '1', '1.5', '2', '2.17', '2.70', '3.0', '12.7', 'preview', 'Unstable'])(
    'should not know "%s"',
    (version) => {
      expect(isKnownVersion(version)).toBe(false);
    },
  );
});

describe('pagesByCursor', () => {
  it.each(['1.0', '1.4', '2.0', '2.5'])('should page %s by number', (version) => {
    expect(pagesByCursor(version)).toBe(false);
  });

  it.each(['2.6', '2.7', '2.10', '2.16', 'Preview'])('should page %s by cursor', (version) => {
    expect(pagesByCursor(version)).toBe(true);
  });
});

describe('isAtLeast', () => {
  it.each([
    ['2.14', '2.14', true],
    ['2.16', '2.14', true],
    ['Preview', '2.14', true],
    ['2.9', '2.14', false],
    ['2.13', '2.14', false],
    ['1.4', '2.0', false],
    ['2.0', '1.4', true],
  ])('should say of %s and %s: %s', (version, other, expected) => {
    expect(isAtLeast(version, other)).toBe(expected);
  });
});
