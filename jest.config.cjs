/** Packages that are published as ES modules only: jest runs CommonJS, so they are compiled like sources. */
const esModules = [
  'ansi-regex',
  'ansi-styles',
  'get-east-asian-width',
  'marked',
  'string-width',
  'strip-ansi',
  'wrap-ansi',
];

// Terraform and esbuild are written in Go and end after a moment: what they would spend on garbage is a quarter of their time.
Object.assign(process.env, { GOGC: 'off', GOMEMLIMIT: '1GiB' });

// Node.js reads these certificates whenever it starts, which takes longer than to start. No test meets a server of others by TLS.
delete process.env.NODE_EXTRA_CA_CERTS;

/** @type {import('jest').Config} */
module.exports = {
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Types are checked by `npm run check`; here each file is only translated.
  transform: { '\\.[jt]s$': '<rootDir>/test/support/transform.cjs' },
  transformIgnorePatterns: [`/node_modules/(?!(?:${esModules.join('|')})/)`],
  globalSetup: '<rootDir>/test/support/ask-registry.cjs',
  setupFilesAfterEnv: [
    '<rootDir>/test/support/short-traces.ts',
    // Holds every request of the run against the vendors' documents.
    '<rootDir>/test/support/contract/install.ts',
  ],
  runtime: '<rootDir>/test/support/runtime.cjs',
  testSequencer: '<rootDir>/test/support/sequencer.cjs',
  // For a test that hangs. No test ends by it on a machine that is slow or busy.
  testTimeout: 600_000,
  // One more than the cores of a small machine: a hold, an installation or a browser waits, and takes none.
  maxWorkers: 3,
};
