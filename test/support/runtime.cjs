const { statSync } = require('node:fs');
const { Script } = require('node:vm');
const { default: Runtime } = require('jest-runtime');
const { removeFolders } = require('./remove-folders.cjs');

/** The files that this worker has read and translated, as they were then. */
const read = new Map();

/** The compiled modules of this worker: a module is compiled once, and run anew for each test file. */
const scripts = new Map();

/**
 * The runtime of jest, in which each test file has modules of its own, but does not read and compile them again:
 * that was half of the time of most files.
 */
module.exports = class extends Runtime {
  constructor(...args) {
    super(...args);
    readOnce(this.transformCache);
    compileOnce(this.executor);
  }

  /** Called when a test file has ended. */
  teardown() {
    try {
      removeFolders(this.executor.environment.global.testFolders ?? []);
    } finally {
      super.teardown();
    }
  }
};

function readOnce(cache) {
  const transform = cache.transform.bind(cache);
  cache.transform = (filename, options) => {
    const { mtimeMs, size } = statSync(filename);
    const isInternal = options?.isInternalModule === true;
    const key = `${isInternal} ${filename}`;
    let known = read.get(key);
    if (known?.mtimeMs !== mtimeMs || known.size !== size) {
      const code = transform(filename, options);
      known = {
        mtimeMs,
        size,
        code,
        file: isInternal ? undefined : cache.transforms.get(filename),
      };
      read.set(key, known);
    } else if (known.file !== undefined) {
      // What jest itself notes of a file that it translates.
      cache.transforms.set(filename, known.file);
      if (known.file.sourceMapPath) cache.sourceMaps.set(filename, known.file.sourceMapPath);
    }
    return known.code;
  };
}

function compileOnce(executor) {
  const compile = executor.compile.bind(executor);
  executor.compile = (source, filename) => {
    const context = executor.environment.getVmContext();
    if (context === null) return compile(source, filename);
    const known = scripts.get(filename);
    if (known?.source === source) return known.script.runInContext(context);
    // A dynamic import leads back to the test file for which the module was compiled.
    if (/\bimport\(/.test(source)) return compile(source, filename);
    try {
      const head = `(function (${executor.injectedModuleParameters.join(', ')}) {`;
      const script = new Script(`${head}${source}\n})`, { filename, columnOffset: -head.length });
      scripts.set(filename, { source, script });
      return script.runInContext(context);
    } catch {
      // With the message that jest has for it.
      return compile(source, filename);
    }
  };
}
