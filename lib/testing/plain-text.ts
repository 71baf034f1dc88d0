const entities: Readonly<Record<string, string>> = {
  amp: '&',
  gt: '>',
  lt: '<',
  mdash: '—',
  nbsp: ' ',
  quot: '"',
};

/** Strips the tags of a message and writes its entities out, as `display_as=plaintext` asks. */
export function toPlainText(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(\w+);/g, (entity, name: string) => entities[name] ?? entity);
}
