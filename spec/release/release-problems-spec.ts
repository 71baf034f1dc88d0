import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { changelogSection } from '../../release/changelog-section.ts';
import { releaseProblems, type ReleaseFacts } from '../../release/release-problems.ts';

const manifest = {
  name: 'a-package',
  version: '1.2.0',
  description: 'It reads.',
  keywords: ['reading'],
  license: 'MIT',
  repository: { type: 'git', url: 'git+https://github.com/somebody/a-package.git' },
  engines: { node: '>=20' },
  files: ['dist'],
  exports: { '.': './dist/index.mjs' },
  types: './dist/index.d.cts',
  peerDependencies: { rxjs: '^7.5.0' },
};
const changelog =
  '# Changelog\n\n## Unreleased\n\n## 1.2.0\n\n- One.\n- Two.\n\n## 1.1.0\n\n- Old.\n';

function problems(facts: Partial<ReleaseFacts>): readonly string[] {
  return releaseProblems({ manifest, changelog, publishedFrom: 'somebody/a-package', ...facts });
}

describe('what stands against publishing', () => {
  it('should be nothing when all is there', () => {
    expect(problems({})).toEqual([]);
  });

  it.each(Object.keys(manifest).filter((field) => field !== 'version'))(
    'should name a missing field: %s',
    (field) => {
      for (const value of [undefined, '', {}, [], null]) {
        const incomplete = { ...manifest, [field]: value };
        expect(problems({ manifest: incomplete })).toEqual([
          expect.stringMatching(`^package.json has no ${field}: `),
        ]);
      }
    },
  );

  it('should name all of them when nothing is there', () => {
    expect(problems({ manifest: {} }).length).toBeGreaterThanOrEqual(Object.keys(manifest).length);
  });

  it.each([
    'git+https://github.com/somebody/a-package.git',
    'https://github.com/somebody/a-package',
    'git@github.com:somebody/a-package.git',
    'github:somebody/a-package',
  ])('should know the own repository: %s', (url) => {
    expect(problems({ manifest: { ...manifest, repository: url } })).toEqual([]);
    expect(problems({ manifest: { ...manifest, repository: { type: 'git', url } } })).toEqual([]);
  });

  it('should be another repository that publishes', () => {
    const publishedFrom = 'somebody-else/a-package';
    expect(problems({ publishedFrom })).toEqual([
      expect.stringContaining('but somebody-else/a-package publishes'),
    ]);
    expect(problems({ publishedFrom: undefined })).toEqual([]);
  });

  it('should be a private package', () => {
    expect(problems({ manifest: { ...manifest, private: true } })).toHaveLength(1);
  });

  it('should be changes that belong to no version, and a version without changes', () => {
    expect(
      problems({ changelog: changelog.replace('## Unreleased', '## Unreleased\n\n- New.') }),
    ).toEqual(['CHANGELOG.md has changes under Unreleased: move them to a version']);
    expect(problems({ changelog: '# Changelog\n\n## 1.1.0\n\n- Old.\n' })).toEqual([
      'CHANGELOG.md has no changes of 1.2.0',
    ]);
  });

  it('should be nothing of the package itself but what is not known yet', () => {
    const own = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, unknown>;
    const missing = releaseProblems({
      manifest: own,
      changelog: readFileSync('CHANGELOG.md', 'utf8'),
      publishedFrom: undefined,
    }).filter((problem) => problem.startsWith('package.json'));
    expect(missing.filter((problem) => !problem.includes('has no repository'))).toEqual([]);
  });
});

describe('the changes of a version', () => {
  it('should be those below its heading', () => {
    expect(changelogSection(changelog, '1.2.0')).toBe('- One.\n- Two.');
    expect(changelogSection(changelog, '1.1.0')).toBe('- Old.');
    expect(changelogSection(changelog, 'Unreleased')).toBe('');
    expect(changelogSection(changelog, '1.2')).toBeNull();
  });
});
