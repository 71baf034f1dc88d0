/**
 * Preloaded: a disk that is full (`DISK=ENOSPC`) or read-only (`DISK=EROFS`), because tests cannot have
 * a real one. What tsx keeps in its own folder is written.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';

const code = process.env['DISK'];
const text = { ENOSPC: 'no space left on device', EROFS: 'read-only file system' }[code];

const isWriting = (flags) =>
  typeof flags === 'number'
    ? (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) !== 0
    : !/^rs?$/.test(flags ?? 'r');

/** By the name of a function of `fs`, which of its arguments make it fail. */
const FAILS = {
  open: (_, flags) => isWriting(flags),
  writeFile: () => true,
  appendFile: () => true,
  mkdir: () => true,
  mkdtemp: () => true,
  cp: () => true,
  access: (_, mode) => code === 'EROFS' && ((mode ?? 0) & fs.constants.W_OK) !== 0,
};

for (const [name, fails] of Object.entries(FAILS)) {
  const failure = (path, ...rest) => {
    const isKept = typeof path === 'number' || /[\\/]tsx-/.test(String(path));
    if (isKept || !fails(path, ...rest)) return null;
    const error = new Error(`${code}: ${text}, ${name} '${path}'`);
    return Object.assign(error, { code, syscall: name, path: String(path) });
  };
  const { [`${name}Sync`]: sync, [name]: callback } = fs;
  const { [name]: promised } = fs.promises;
  fs[`${name}Sync`] = (...args) => {
    const error = failure(...args);
    if (error !== null) throw error;
    return sync(...args);
  };
  fs[name] = (...args) => {
    const error = failure(...args);
    if (error === null) callback(...args);
    else process.nextTick(args.at(-1), error);
  };
  fs.promises[name] = async (...args) => {
    const error = failure(...args);
    if (error !== null) throw error;
    return promised(...args);
  };
}
syncBuiltinESMExports();
