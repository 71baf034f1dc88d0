/** What the messages say that an option may be, where several options may be it. */
export const ALLOWED = {
  boolean: 'true or false',
  timeout: 'a number of milliseconds from 1 to 2147483647',
  checkpoint: 'a checkpoint of a page or an error: an object, its JSON parsed',
} as const;
