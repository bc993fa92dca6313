const config = require('./jest.config.cjs');

/**
 * The documentation site, opened in Chromium: `npm run check` builds it and does.
 * @type {import('jest').Config}
 */
module.exports = {
  ...config,
  roots: ['<rootDir>/site'],
  globalSetup: undefined,
  setupFilesAfterEnv: [],
};
