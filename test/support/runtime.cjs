const { Script } = require('node:vm');
const { default: Runtime } = require('jest-runtime');
const { removeFolders } = require('./remove-folders.cjs');

/** The compiled modules of this worker: a module is compiled once, and run anew for each test file. */
const scripts = new Map();

/**
 * The runtime of jest, in which each test file has modules of its own, but does not compile them again:
 * that was a third of the time of most files.
 */
module.exports = class extends Runtime {
  constructor(...args) {
    super(...args);
    const { executor } = this;
    const compile = executor.compile.bind(executor);
    executor.compile = (source, filename) => {
      const context = executor.environment.getVmContext();
      // A dynamic import leads back to the test file for which the module was compiled.
      if (context === null || /\bimport\(/.test(source)) return compile(source, filename);
      const known = scripts.get(filename);
      if (known?.source === source) return known.script.runInContext(context);
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

  /** Called when a test file has ended. */
  teardown() {
    try {
      removeFolders(this.executor.environment.global.testFolders ?? []);
    } finally {
      super.teardown();
    }
  }
};
