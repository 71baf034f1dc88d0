import { conversations$ } from 'rx-intercom';
import { options } from './request.mjs';
import { drain } from './push.mjs';

export default function read(work, consumer) {
  return drain(conversations$({ ...options(work), prefetch: true }), consumer);
}
