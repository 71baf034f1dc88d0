import type { ProcessOptions, UpdatesOptions } from '../../lib/index.ts';

/** An option of one of the functions that read the list. */
export type Field = keyof (ProcessOptions & UpdatesOptions);

/** Option, value, how the message shows the value, what it must be, and the field if it is deeper. */
export type Bad = [Field, unknown, string, string, string?];
