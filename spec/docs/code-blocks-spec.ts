import { beforeAll, describe, expect, it } from '@jest/globals';
import { useVirtualTime } from '../helpers/virtual-time.ts';
import { listFiles, readCodeBlocks, type CodeBlock } from './code-block.ts';
import { runBlock } from './run-block.ts';
import { typeCheck, type Complaint } from './type-check.ts';

const files = ['README.md', ...listFiles('docs', '.md'), ...listFiles('lib', '.ts')];
const blocks = files.flatMap(readCodeBlocks);

function name({ file, line }: CodeBlock): string {
  return `${file}:${line}`;
}

describe('the code in the documents', () => {
  let complaints: readonly Complaint[] = [];
  beforeAll(() => {
    complaints = typeCheck(blocks);
    // The compiler takes seconds.
  }, 60_000);

  it('should be found', () => {
    expect(blocks.filter(({ file }) => file === 'README.md').length).toBeGreaterThan(3);
    expect(blocks.filter(({ file }) => file === 'docs/consuming.md').length).toBeGreaterThan(5);
    expect(blocks.filter(({ file }) => file === 'docs/cookbook.md').length).toBeGreaterThan(10);
    expect(blocks.filter(({ file }) => file.startsWith('lib/')).length).toBeGreaterThan(5);
  });

  it.each(blocks.map((block) => [name(block), block] as const))(
    'should compile: %s',
    (_, block) => {
      const own = complaints.filter((complaint) => complaint.block === block);
      expect(own.map(({ text }) => text)).toStrictEqual([]);
    },
  );

  describe('against a test workspace', () => {
    useVirtualTime();

    const runnable = blocks.filter(({ notRun }) => notRun === undefined);

    it.each(runnable.map((block) => [name(block), block] as const))(
      'should run: %s',
      async (_, block) => {
        const { printed, failures } = await runBlock(block);
        expect(failures).toStrictEqual([]);
        expect(printed).toBe(block.prints ?? printed);
      },
    );
  });
});
