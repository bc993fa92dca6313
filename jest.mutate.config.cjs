// The tests that the mutation tester runs: those that load the sources into their own process. A test that starts the
// built runner, Terraform or another program sees lib/, where no mutation is.
const jest = require('./jest.config.cjs');

/** @type {import('jest').Config} */
module.exports = {
  ...jest,
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/(terraform|faults|examples|package|simulator|support|docs)/',
    '<rootDir>/test/runner/(bad-input|runs-dry)',
    '<rootDir>/test/review/(browser|check|ci-example|mermaid|hostile)',
    '<rootDir>/test/cockroach/(submit|wait|resumed-wipe|settings)\\.test',
  ],
};
