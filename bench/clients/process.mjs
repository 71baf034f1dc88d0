import { options } from './options.mjs';
import { runProject } from './project.mjs';

export default function read(work, consumer) {
  return runProject(options(work), consumer);
}
