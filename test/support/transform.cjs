const { transformSync, version } = require('esbuild');

/** Translates one file for jest, with the compiler that makes the bundles. Types are checked by `npm run check`. */
module.exports = {
  // What the compiler makes of a file depends on the file alone.
  getCacheKey: (source, path) =>
    require('node:crypto')
      .createHash('sha256')
      .update(`${version} ${path}\0${source}`)
      .digest('hex'),
  process: (source, path) =>
    transformSync(source, {
      sourcefile: path,
      loader: path.endsWith('.ts') ? 'ts' : 'js',
      format: 'cjs',
      platform: 'node',
      target: 'es2022',
      sourcemap: 'inline',
      sourcesContent: false,
    }),
};
