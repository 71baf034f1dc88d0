const { transformSync } = require('esbuild');

/** For Jest: only removes the types, because the compiler has checked them. */
module.exports = {
  process: (source, sourcefile) =>
    transformSync(source, { sourcefile, loader: 'ts', format: 'cjs', target: 'es2022' }),
};
