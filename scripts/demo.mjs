// The main job, shown from end to end: synth, plan, apply and destroy of the first example, with the real
// Terraform against the embedded simulator. No vendor is called and no key is needed.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));
const place = join(root, '.demo');
const stack = join(place, 'cdktf.out', 'stacks', 'staging');
const KEY = 'sim-zilliz-owner-key';

const title = (text) => console.log(`\n\u25b6 ${text}`);

function run(program, args, { cwd = root, env = {}, quiet = false } = {}) {
  const result = spawnSync(program, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
  });
  if (result.status === 0) return;
  process.stdout.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  console.error(
    `The demo stopped: ${program} ${args[0]} ended with ${result.status ?? result.error?.message}.`,
  );
  process.exit(1);
}

async function startSimulator() {
  const program = join(root, 'lib', 'bin', 'cluster-restore.cjs');
  const child = spawn(process.execPath, [program, 'simulate', '--port', '0', '--speed', '120'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) resolve(found[0]);
    });
    child.on('exit', (code) => reject(new Error(`the simulator ended with ${code}: ${said}`)));
  });
  return { url, stop: () => child.kill() };
}

function synthesise() {
  title('cdktf synth: the declaration is checked, nothing is called');
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place);
  const cdktf = require.resolve('cdktf-cli/bundle/bin/cdktf');
  const output = join('.demo', 'cdktf.out');
  const env = { CHECKPOINT_DISABLE: '1', FORCE_COLOR: '0', CI: '1' };
  run(process.execPath, [cdktf, 'synth', '--output', output], { env, quiet: true });
  console.log(`examples/clone-for-staging/main.ts -> ${output}/stacks/staging/cdk.tf.json`);
  const json = JSON.parse(readFileSync(join(stack, 'cdk.tf.json'), 'utf8'));
  const submit = Object.values(json.resource.null_resource).find(
    ({ triggers }) => triggers?.request_body !== undefined,
  );
  const { source_cluster_id: source, backup_id: backup, request_body: body } = submit.triggers;
  title('the request that apply will send');
  console.log(`POST /v2/clusters/${source}/backups/${backup}/restoreCluster`);
  console.log(JSON.stringify(JSON.parse(body), null, 2));
  title('cluster-restore plan: what a reviewer reads');
  const cli = join(root, 'lib', 'bin', 'cluster-restore.cjs');
  run(process.execPath, [cli, 'plan', join(place, 'cdktf.out'), '--now', '2026-11-21']);
}

async function restore() {
  const { ensureNullProvider } = require('../test/support/null-provider/mirror.cjs');
  const provider = await ensureNullProvider({ directory: join(place, 'provider') });
  if (provider.standIn)
    console.log('\nThe provider registry does not answer: a stand-in serves null_resource.');
  const simulator = await startSimulator();
  const env = {
    ...provider.env,
    ZILLIZ_API_KEY: KEY,
    ZILLIZ_BASE_URL: simulator.url,
    CLUSTER_RESTORE_POLL_SECONDS: '0.3',
  };
  const terraform = (...args) => run('terraform', args, { cwd: stack, env });
  const colour = process.stdout.isTTY ? [] : ['-no-color'];
  try {
    title(`the simulator of Zilliz Cloud listens on ${simulator.url}`);
    title('terraform init');
    run('terraform', ['init', '-input=false', ...colour], { cwd: stack, env, quiet: true });
    title('terraform plan');
    terraform('plan', '-input=false', '-out=saved.plan', ...colour);
    title('terraform apply');
    terraform('apply', '-input=false', ...colour, 'saved.plan');
    title('the restored cluster, as the simulator sees it');
    const response = await fetch(`${simulator.url}/v2/clusters?pageSize=100`, {
      headers: { Authorization: `Bearer ${KEY}` },
    });
    const { data } = await response.json();
    const shown = ({ clusterId, clusterName, projectId, status, cuSize, connectAddress }) => ({
      clusterId,
      clusterName,
      projectId,
      status,
      cuSize,
      connectAddress,
    });
    console.log(
      data.clusters.map(shown).find(({ clusterName }) => clusterName === 'articles-staging'),
    );
    const password = statSync(join(place, 'secrets', 'staging.password'));
    console.log(
      `password: .demo/secrets/staging.password, ${password.size} bytes, mode ${(password.mode & 0o777).toString(8)}`,
    );
    title('terraform destroy');
    terraform('destroy', '-input=false', '-auto-approve', ...colour);
    const log = await (await fetch(`${simulator.url}/_simulator/requests`)).json();
    return log.requests ?? log;
  } finally {
    simulator.stop();
  }
}

synthesise();
const version = spawnSync('terraform', ['version'], { encoding: 'utf8' });
if (version.status !== 0) {
  console.log(
    '\nNo terraform on the PATH: the request above is what apply would send. Install Terraform 1.5 or newer to see it.',
  );
} else {
  const requests = await restore();
  const count = (operation) => requests.filter((request) => request.operation === operation).length;
  title('what happened');
  console.log(`1. cdktf synth checked the declaration and wrote plain Terraform JSON.
2. terraform apply restored one cluster: ${count('restoreCluster')} restoreCluster call, ${count('describeJob')} polls of its job.
3. The password went to a file that only you can read; it is in no state, plan or log.
4. terraform destroy dropped exactly that cluster: ${count('dropCluster')} drop call.

Read next: README.md, examples/, docs/zilliz.md. All files are in .demo/.`);
}
