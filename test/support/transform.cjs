const { transformSync, version } = require('esbuild');

const options = {
  format: 'cjs',
  platform: 'node',
  target: 'es2022',
  // As `require`: jest runs no dynamic import.
  supported: { 'dynamic-import': false },
  sourcemap: 'inline',
  sourcesContent: false,
};

/** Translates one file for jest, with the compiler that makes the bundles. Types are checked by `npm run check`. */
module.exports = {
  // What the compiler makes of a file depends on the file, and on these options.
  getCacheKey: (source, path) =>
    require('node:crypto')
      .createHash('sha256')
      .update(`${version} ${JSON.stringify(options)} ${path}\0${source}`)
      .digest('hex'),
  process: (source, path) =>
    transformSync(source, {
      ...options,
      sourcefile: path,
      loader: path.endsWith('.ts') ? 'ts' : 'js',
    }),
};
