import process from 'node:process';
import { drain } from './push.mjs';
import { options } from './request.mjs';

// Another version of the library is one file.
const { conversations$ } = await import(JSON.parse(process.argv[2]).bundle ?? 'rx-intercom');

export default function read(work, consumer) {
  return drain(conversations$(options(work)), consumer);
}
