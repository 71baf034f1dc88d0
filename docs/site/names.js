/** @import { Application, DocumentReflection } from 'typedoc' */
import { Converter, ReflectionKind } from 'typedoc';

/** @param {DocumentReflection} document */
function headingOf({ content, name }) {
  const text = content.map((part) => part.text).join('');
  return /^# (.+)$/m.exec(text)?.[1] ?? name;
}

/**
 * A plugin of typedoc: names modules by the path they are imported from, and documents by their
 * heading.
 *
 * @param {Application} app
 */
export function load({ converter }) {
  converter.on(Converter.EVENT_CREATE_DECLARATION, (_, reflection) => {
    if (reflection.kind !== ReflectionKind.Module) return;
    reflection.name =
      reflection.name === 'index' ? 'rx-intercom' : `rx-intercom/${reflection.name}`;
  });
  converter.on(Converter.EVENT_CREATE_DOCUMENT, (_, document) => {
    document.name = headingOf(document);
  });
}
