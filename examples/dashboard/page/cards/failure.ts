import type { IntercomError } from 'rx-intercom';
import { make } from '../dom.ts';
import { explain } from '../explain.ts';

/** Says what went wrong; read out as soon as it does. */
export function createFailure(root: HTMLElement): (error: IntercomError | null) => void {
  return (error) => {
    root.hidden = error === null;
    if (error === null) {
      root.replaceChildren();
      return;
    }
    const { title, advice } = explain(error);
    root.replaceChildren(
      make('h2', {}, title),
      make('p', {}, advice),
      make('p', { class: 'detail' }, error.message),
    );
  };
}
