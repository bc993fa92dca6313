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

/** @type {import('jest').Config} */
module.exports = {
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Types are checked by `npm run check`; here each file is only translated.
  transform: {
    '\\.[jt]s$': [
      'ts-jest',
      {
        tsconfig: {
          target: 'es2022',
          module: 'commonjs',
          moduleResolution: 'node10',
          esModuleInterop: true,
          allowJs: true,
          isolatedModules: true,
          sourceMap: true,
        },
        diagnostics: false,
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:${esModules.join('|')})/)`],
  // Holds every request of the run against the vendors' documents.
  setupFilesAfterEnv: ['<rootDir>/test/support/contract/install.ts'],
  // Tests start Terraform, servers and child processes.
  testTimeout: 120_000,
  maxWorkers: 2,
};
