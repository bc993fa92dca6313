// Changes the code on purpose, one place at a time, and reports each change that no test notices: `npm run mutate`, which
// runs this configuration once for each folder (scripts/mutate.mjs). See docs/testing.md.
import { folders } from './scripts/mutated-folders.mjs';

const name = process.env.MUTATE_FOLDER ?? '';
// Whoever only reads this configuration, as knip does, names no folder.
const { floor, tests = [], files = [`${name}/**/*`], ignored = [] } = folders[name] ?? {};
const testFiles = (paths) => paths.map((path) => `test/${path}.test.ts`);
const report = `reports/mutation/${name.replace('/', '-')}`;

export default {
  testRunner: 'mocha',
  mochaOptions: {
    // The tests are written for jest. Mocha loads them once, where jest would load all modules for each change.
    require: ['tsx/cjs', './test/support/mocha-ui.cjs'],
    spec: process.env.MUTATE_TESTS?.split(' ') ?? testFiles(tests),
    ignore: testFiles(ignored),
    // These change the source themselves.
    grep: '^(?!.*without the proof)',
  },
  coverageAnalysis: 'perTest',
  // What runs while a module is loaded cannot be changed without loading it again.
  ignoreStatic: true,
  disableTypeChecks: false,
  mutate: name === '' ? [] : files.map((path) => `src/${path}.ts`),
  // The end is an error where the share of changes that a test notices is below it.
  thresholds: { high: Math.max(95, floor ?? 0), low: floor ?? 80, break: floor ?? null },
  // lib/ is copied too: a test that synthesises takes the built runner from there.
  ignorePatterns: ['/.demo', '/bench', '/coverage', '/dist', '/reports', '/site', '/terrain'],
  incremental: true,
  incrementalFile: `${report}.incremental.json`,
  reporters: ['clear-text', 'json'],
  jsonReporter: { fileName: `${report}.json` },
  clearTextReporter: { allowColor: false, logTests: false, skipFull: true },
  concurrency: Number(process.env.MUTATE_WORKERS ?? 2),
  timeoutMS: 4000,
  tempDirName: '.stryker',
};
