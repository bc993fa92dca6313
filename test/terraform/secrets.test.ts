import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { hostedTerraform } from '../support/hosted-terraform';
import { newFolder, Terraform } from '../support/terraform';
import { restoredCluster, ZILLIZ_KEY, zillizEnvironment } from '../support/zilliz';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await Simulator.start();
});
afterEach(() => simulator.stop());

/** Every file below the folder, as text that shows a secret in any encoding that Terraform uses. */
function filesBelow(folder: string): { name: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile() && name !== 'password')
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'latin1') }));
}

/** The plan file is a zip archive: `terraform show` is what reads it. */
async function allThatTerraformKnows(terraform: Terraform, output: string): Promise<string[]> {
  const files = filesBelow(terraform.folder);
  return [output, ...files.map(({ text }) => text)];
}

test('neither key nor password is in plan, plan JSON, state, any file or any output of a success', async () => {
  const folder = synthesised((stack) => restoredCluster(stack));
  const variables = {
    ZILLIZ_API_KEY: ZILLIZ_KEY,
    ZILLIZ_BASE_URL: simulator.url,
    CLUSTER_RESTORE_POLL_SECONDS: '0',
    TF_LOG: 'TRACE',
  };
  const terraform = await Terraform.in(folder, variables);
  let output = await terraform.must('init');
  output += await terraform.must('plan', '-out', 'saved.plan');
  output += await terraform.must('show', '-json', 'saved.plan');
  output += await terraform.must('apply', 'saved.plan');
  output += await terraform.must('show', '-json');
  const password = readFileSync(join(folder, 'password'), 'utf8');
  expect(password).toMatch(/^Sim-Pw-/);
  output += await terraform.must('destroy');
  const texts = await allThatTerraformKnows(terraform, output);
  expect(texts.length).toBeGreaterThan(5);
  expect(texts.filter((text) => text.includes(password))).toEqual([]);
  expect(texts.filter((text) => text.includes(ZILLIZ_KEY))).toEqual([]);
});

test.each<[string, (simulator: Simulator) => void]>([
  [
    'a server that echoes the key',
    (server) =>
      server.inject({
        operation: 'restoreCluster',
        times: 'always',
        fault: { kind: 'echo-key', status: 400 },
      }),
  ],
  [
    'a response that is cut off after the password was made',
    (server) =>
      server.inject({ operation: 'restoreCluster', fault: { kind: 'truncated-body', acts: true } }),
  ],
  ['a job that fails', (server) => server.zilliz.failNextJob('the key is not usable')],
])('%s puts neither key nor password into the output of the failure', async (_title, breakIt) => {
  const folder = synthesised((stack) => restoredCluster(stack));
  const terraform = await hostedTerraform(folder, zillizEnvironment(simulator));
  await terraform.must('init');
  breakIt(simulator);
  const { code, output } = await terraform.run('apply');
  expect(code).toBe(1);
  const texts = await allThatTerraformKnows(terraform, output);
  expect(texts.filter((text) => text.includes(ZILLIZ_KEY))).toEqual([]);
  expect(texts.filter((text) => text.includes('Sim-Pw-'))).toEqual([]);
});

test('its own folder keeps what must not be read by others', async () => {
  const folder = synthesised((stack) => restoredCluster(stack), newFolder('modes'));
  const terraform = await hostedTerraform(folder, zillizEnvironment(simulator));
  await terraform.must('init');
  await terraform.must('apply');
  const journals = join(folder, '.cluster-restore');
  expect(statSync(journals).mode & 0o777).toBe(0o700);
  const modes = readdirSync(journals, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(journals, name)))
    .filter((entry) => entry.isFile())
    .map(({ mode }) => mode & 0o777);
  expect(new Set(modes)).toEqual(new Set([0o600]));
});
