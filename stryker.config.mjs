// `npm run mutate`: changes the code on purpose, one place at a time, and reports each change that no test notices.
// See docs/testing.md. `npx stryker run --mutate 'src/zilliz/rules/**'` looks at one folder.

export default {
  testRunner: 'jest',
  jest: { configFile: 'jest.mutate.config.cjs' },
  coverageAnalysis: 'perTest',
  mutate: ['src/*/rules/*.ts', 'src/evaluation/**/*.ts', 'src/spec/**/*.ts'],
  // lib/ is copied too: a test that synthesises takes the built runner from there.
  ignorePatterns: ['/dist', '/.demo', '/coverage', '/reports'],
  incremental: true,
  incrementalFile: 'reports/mutation/incremental.json',
  reporters: ['clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false },
  concurrency: 2,
  timeoutMS: 20_000,
  tempDirName: '.stryker',
};
