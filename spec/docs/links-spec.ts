import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { listFiles, ROOT } from './code-block.ts';

const files = [
  ...listFiles('.', '.md', { recursive: false }),
  ...listFiles('docs', '.md'),
  ...listFiles('examples', 'README.md'),
];

/** The text of a document without its code. */
function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8').replace(/^```[^]*?^```$/gm, '');
}

/** The anchors that a forge makes of the headings. */
function anchors(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

/** Why a link leads nowhere; `undefined` when it does lead somewhere. */
function judge(file: string, link: string): string | undefined {
  const [target = '', anchor] = link.split('#');
  const linked = target === '' ? file : path.join(path.dirname(file), target);
  if (!existsSync(path.join(ROOT, linked))) return `${link}: there is no ${linked}`;
  if (anchor === undefined || anchors(read(linked)).includes(anchor)) return undefined;
  return `${link}: ${linked} has no such heading`;
}

describe('the links in the documents', () => {
  it.each(files)('should lead somewhere: %s', (file) => {
    const links = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    const local = links.filter((link) => !/^[a-z]+:/.test(link));
    expect(local.flatMap((link) => judge(file, link) ?? [])).toStrictEqual([]);
  });
});
