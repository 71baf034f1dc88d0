import process from 'node:process';
import { options } from './options.mjs';
import { drain } from './push.mjs';

// Loaded before the meter starts, as every client is.
const { conversations$ } = await import(JSON.parse(process.argv[2]).bundle);

/** Any version of rx-intercom, as one file. */
export default function read(work, consumer) {
  return drain(conversations$(options(work)), consumer);
}
