import { changelogSection } from './changelog-section.ts';

/** What a release is made of. */
export interface ReleaseFacts {
  /** package.json. */
  readonly manifest: Readonly<Record<string, unknown>>;
  /** CHANGELOG.md. */
  readonly changelog: string;
  /** The repository that publishes, as `owner/name`; `undefined` outside of GitHub Actions. */
  readonly publishedFrom: string | undefined;
}

/** The fields that a published package needs, and why. */
const FIELDS: Readonly<Record<string, string>> = {
  name: 'npm knows the package by it',
  version: 'it must be one that npm does not have yet',
  description: 'the search of npm shows it',
  keywords: 'the search of npm uses them',
  license: 'without it nobody may use the package',
  repository: 'npm compares it with the repository that publishes, and derives issues and homepage',
  engines: 'it says which versions of Node are tested',
  files: 'without it npm packs the whole checkout',
  exports: 'without it nothing can be imported',
  types: 'older versions of TypeScript look for it',
  peerDependencies: 'it says which versions of rxjs are tested',
};

/**
 * What blocks publishing.
 *
 * @returns one sentence for each problem; none when all is well
 */
export function releaseProblems(facts: ReleaseFacts): readonly string[] {
  const { manifest, changelog } = facts;
  const missing = Object.entries(FIELDS)
    .filter(([field]) => isEmpty(manifest[field]))
    .map(([field, why]) => `package.json has no ${field}: ${why}`);
  const version = String(manifest['version']);
  return [
    ...missing,
    ...(manifest['private'] === true ? ['package.json is private: npm would refuse it'] : []),
    ...foreignRepository(facts),
    ...(changelogSection(changelog, version) ? [] : [`CHANGELOG.md has no changes of ${version}`]),
    ...(changelogSection(changelog, 'Unreleased')
      ? ['CHANGELOG.md has changes under Unreleased: move them to a version']
      : []),
  ];
}

function isEmpty(value: unknown): boolean {
  if (typeof value !== 'object' || value === null)
    return value === undefined || value === '' || value === null;
  return Object.keys(value).length === 0;
}

function foreignRepository({ manifest, publishedFrom }: ReleaseFacts): readonly string[] {
  const { repository } = manifest;
  if (publishedFrom === undefined || isEmpty(repository)) return [];
  const url = typeof repository === 'string' ? repository : (repository as { url?: unknown }).url;
  const name = /github(?:\.com[/:]|:)(.+?)(?:\.git)?$/.exec(String(url))?.[1];
  return name === publishedFrom
    ? []
    : [`package.json names the repository ${String(url)}, but ${publishedFrom} publishes`];
}
