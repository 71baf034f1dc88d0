/** Ids count up from here: all have nine digits, so that one can be written over another. */
export const FIRST_ID = 100_000_000;
