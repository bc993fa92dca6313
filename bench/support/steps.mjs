import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appWith, restores } from './apps.mjs';

/** What Terraform would evaluate. */
const EVALUATED = {
  CLUSTER_RESTORE_JOURNALS: '.cluster-restore',
  CLUSTER_RESTORE_RESOURCE_ID: '1',
  ZILLIZ_API_KEY: 'sim-zilliz-owner-key',
};

/** How Terraform starts the steps of one restore: `runner` and, by their names, the environments. */
export function stepsIn(folder) {
  appWith(folder, restores(1)).synth();
  const stack = join(folder, 'stacks/stack');
  const { resource } = JSON.parse(readFileSync(join(stack, 'cdk.tf.json'), 'utf8'));
  const steps = {};
  let runner;
  for (const [name, { provisioner }] of Object.entries(resource.null_resource)) {
    if (provisioner === undefined) continue;
    const { command, environment } = provisioner[0]['local-exec'];
    runner = join(stack, command);
    steps[name.split('_')[1]] = { ...process.env, ...environment, ...EVALUATED };
  }
  return { runner, steps };
}

/** The variables of what a step left in its result file. */
export function recordedIn(file) {
  const facts = Object.entries(JSON.parse(readFileSync(file, 'utf8')));
  return Object.fromEntries(
    facts.map(([name, value]) => [`CLUSTER_RESTORE_VALUE_${name.toUpperCase()}`, value]),
  );
}
