// `npm run mutate`: changes the code on purpose, one place at a time, and reports each change that no test notices.
// See docs/testing.md, also for another folder than these.

/** Tests that load the sources into their own process. A test that starts a program sees lib/, where no mutation is. */
const tests = [
  'test/cockroach/rules/*.test.ts',
  'test/zilliz/rules/*.test.ts',
  ...['breaks', 'downgrades', 'objections', 'policy', 'verdict'].map(
    (name) => `test/review/${name}.test.ts`,
  ),
];
/** `signals` ends the process that it is in; the others start the built runner. */
const left = ['client/proxy', 'runner/bad-input', 'runner/runs-dry', 'runner/signals'];

export default {
  testRunner: 'mocha',
  mochaOptions: {
    // The tests are written for jest. Mocha loads them once, where jest would load all modules for each change.
    require: ['tsx/cjs', './test/support/mocha-ui.cjs'],
    spec: process.env.MUTATE_TESTS?.split(' ') ?? tests,
    ignore: left.map((name) => `test/${name}.test.ts`),
  },
  coverageAnalysis: 'perTest',
  // What runs while a module is loaded cannot be changed without loading it again.
  ignoreStatic: true,
  disableTypeChecks: false,
  mutate: ['src/*/rules/*.ts', 'src/review/policy/*.ts'],
  thresholds: { high: 95, low: 92, break: 92 },
  // lib/ is copied too: a test that synthesises takes the built runner from there.
  ignorePatterns: ['/.demo', '/bench', '/coverage', '/dist', '/reports', '/site', '/terrain'],
  incremental: true,
  incrementalFile: 'reports/mutation/incremental.json',
  reporters: ['clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, skipFull: true },
  concurrency: Number(process.env.MUTATE_WORKERS ?? 2),
  timeoutMS: 4000,
  tempDirName: '.stryker',
};
