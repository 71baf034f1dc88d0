import { filter, fromEvent, map, type Observable } from 'rxjs';
import { COMMANDS, type Command, type Status } from '../state.ts';

/** What the first button does, and whether the second one does anything. */
const BUTTONS: Readonly<Record<Status, readonly [Command['kind'], string, boolean]>> = {
  idle: ['start', 'Start', false],
  streaming: ['pause', 'Pause', true],
  paused: ['resume', 'Resume', true],
  failed: ['resume', 'Try again', true],
  cancelled: ['start', 'Start over', false],
  complete: ['start', 'Start over', false],
};

/** What the buttons say. */
export function commandsOf(root: HTMLElement): Observable<Command> {
  return fromEvent<MouseEvent>(root, 'click').pipe(
    map(({ target }) => (target as Element).closest('button')),
    map((button) => COMMANDS.find((name) => name === button?.dataset['command'])),
    filter((name) => name !== undefined),
    map((kind) => ({ kind })),
  );
}

/** Buttons change rather than vanish or go out of use, so that the focus stays where it is. */
export function createControls(root: HTMLElement): (status: Status) => void {
  const [main, cancel] = root.querySelectorAll('button');
  return (status) => {
    const [command, label, isUnderWay] = BUTTONS[status];
    main?.setAttribute('data-command', command);
    main?.replaceChildren(label);
    cancel?.setAttribute('aria-disabled', String(!isUnderWay));
  };
}
