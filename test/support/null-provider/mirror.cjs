'use strict';

/**
 * Gives Terraform a null provider where its registry is out of reach: a filesystem mirror that
 * holds the stand-in of `provider.cjs` under the name and version of hashicorp/null 3.2.4.
 */
const { createHash } = require('node:crypto');
const { existsSync } = require('node:fs');
const { mkdir, mkdtemp, rename, rm, writeFile } = require('node:fs/promises');
const { dirname, join, resolve } = require('node:path');

const REGISTRY = 'registry.terraform.io';
const PROVIDER = `${REGISTRY}/hashicorp/null`;
const VERSION = '3.2.4';
const ANSWERS_VARIABLE = 'TERRAFORM_REGISTRY_ANSWERS';
const REGISTRY_TIMEOUT_MILLISECONDS = 2000;
const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' };

let registryAnswers;

async function askRegistry() {
  try {
    const response = await fetch(`https://${REGISTRY}/.well-known/terraform.json`, {
      signal: AbortSignal.timeout(REGISTRY_TIMEOUT_MILLISECONDS),
    });
    return response.ok && 'providers.v1' in (await response.json());
  } catch {
    return false;
  }
}

/** Asked once a process; a process started with the returned environment does not ask again. */
function doesRegistryAnswer() {
  const known = process.env[ANSWERS_VARIABLE];
  if (known === 'yes' || known === 'no') return Promise.resolve(known === 'yes');
  registryAnswers ??= askRegistry();
  return registryAnswers;
}

function platform() {
  const architecture = ARCHITECTURES[process.arch];
  if (!['linux', 'darwin'].includes(process.platform) || !architecture) {
    throw new Error(
      `the stand-in null provider runs on Linux and macOS, amd64 or arm64, ` +
        `not on ${process.platform} ${process.arch}`,
    );
  }
  return `${process.platform}_${architecture}`;
}

const shellQuote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

// `exec`, so that Terraform is the parent of the provider and signals reach it.
const program = () =>
  `#!/bin/sh\nexec ${[process.execPath, join(__dirname, 'provider.cjs')].map(shellQuote).join(' ')}\n`;

const cliConfig = (mirror) => `disable_checkpoint = true

provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = ["${PROVIDER}"]
  }
  direct {
    exclude = ["${PROVIDER}"]
  }
}
`;

/** Writes the whole folder elsewhere and renames it: a reader sees all of it or nothing. */
async function writeOnce(target, files) {
  if (existsSync(target)) return;
  await mkdir(dirname(target), { recursive: true });
  const draft = await mkdtemp(`${target}-`);
  try {
    for (const { path, text, mode } of files) {
      await mkdir(dirname(join(draft, path)), { recursive: true });
      await writeFile(join(draft, path), text, { mode });
    }
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another process was first, with the same content.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  }
}

async function ensureNullProvider({ directory }) {
  if (await doesRegistryAnswer()) return { env: { [ANSWERS_VARIABLE]: 'yes' }, standIn: false };
  const script = program();
  // Named by its content, so that another Node or another checkout gets its own mirror.
  const name = `null-provider-${createHash('sha256').update(script).digest('hex').slice(0, 8)}`;
  const target = join(resolve(directory), name);
  const executable = join(
    'mirror',
    PROVIDER,
    VERSION,
    platform(),
    `terraform-provider-null_v${VERSION}`,
  );
  await writeOnce(target, [
    { path: executable, text: script, mode: 0o755 },
    { path: 'terraform.rc', text: cliConfig(join(target, 'mirror')), mode: 0o644 },
  ]);
  return {
    env: {
      TF_CLI_CONFIG_FILE: join(target, 'terraform.rc'),
      TF_DISABLE_PLUGIN_TLS: '1',
      [ANSWERS_VARIABLE]: 'no',
    },
    standIn: true,
  };
}

module.exports = { ensureNullProvider };
