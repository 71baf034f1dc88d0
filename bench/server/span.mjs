/** When the first conversation of a workspace was started, in unix seconds. */
export const FIRST_SECOND = Date.UTC(2021, 0, 1) / 1000;

/** When the last one was, at the latest. */
export const LAST_SECOND = Date.UTC(2026, 0, 1) / 1000;
