const { join } = require('node:path');
const config = require('./jest.config.cjs');

/**
 * The tests of the constructs, run on CDK Terrain: `npm run check` does. The sources are the same, and their imports
 * of the framework lead to the other one.
 * @type {import('jest').Config}
 */
module.exports = {
  ...config,
  testMatch: ['**/test/{restore,zilliz,cockroach}/**/*.test.ts', '**/test/review/in-app.test.ts'],
  testPathIgnorePatterns: ['/docs\\.test\\.ts$', '/protocol/'],
  moduleNameMapper: {
    '^cdktf$': join(__dirname, 'terrain/node_modules/cdktn'),
    '^constructs$': join(__dirname, 'terrain/node_modules/constructs'),
    '^@cdktf/provider-null/lib/(resource|provider)(?:/index\\.js)?$': join(
      __dirname,
      'terrain/src/null/$1',
    ),
    // terrain/src names the framework as the package does.
    '^cdktn$': join(__dirname, 'terrain/node_modules/cdktn'),
  },
};
