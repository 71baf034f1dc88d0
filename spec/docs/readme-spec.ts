import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const readme = readFileSync('README.md', 'utf8');
const headings = Array.from(readme.matchAll(/^## (.*)$/gm), ([, heading]) => heading);

describe('the README', () => {
  it('should have at most 1,800 words outside of code', () => {
    const text = readme.replace(/```.*?```/gs, '').replace(/\]\([^)]*\)/g, ']');
    expect(text.match(/[\w$'’.-]*\w[\w$'’.-]*/g)?.length).toBeLessThanOrEqual(1_800);
  });

  it('should lead with what people do most', () => {
    expect(headings.slice(0, 5)).toEqual([
      'Install',
      'See it run',
      'Read some',
      'Export all',
      'Stay up to date',
    ]);
  });

  it('should link to each of its sections', () => {
    const linked = Array.from(readme.matchAll(/\[([^\]]*)\]\(#/g), ([, text]) => text);
    expect(linked).toEqual(headings);
  });
});
