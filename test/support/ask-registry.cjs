const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { ensureNullProvider } = require('./null-provider/mirror.cjs');

/** Asks the registry of Terraform once for the whole run: else each test file does, and may end before it has an answer. */
module.exports = async () => {
  const { env } = await ensureNullProvider({
    directory: join(tmpdir(), 'cluster-restore-test-mirror'),
  });
  process.env.TERRAFORM_REGISTRY_ANSWERS = env.TERRAFORM_REGISTRY_ANSWERS;
};
