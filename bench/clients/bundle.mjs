import { options } from './options.mjs';
import { drain } from './push.mjs';

/** Any version of rx-intercom, as one file. */
export default async function read(work, consumer) {
  const { conversations$ } = await import(work.bundle);
  return drain(conversations$(options(work)), consumer);
}
