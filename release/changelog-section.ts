/**
 * The changes of one version.
 *
 * @param changelog - text of CHANGELOG.md: each version has a heading `## 1.2.3`
 * @returns the text below the heading; `null` when there is no such heading
 */
export function changelogSection(changelog: string, version: string): string | null {
  const [, ...sections] = changelog.split(/^## /m);
  const section = sections.find((text) => text.split('\n', 1)[0]?.trim() === version);
  return section === undefined ? null : section.slice(section.indexOf('\n')).trim();
}
