import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  propertyAccess,
  TerraformLocal,
  type TerraformStack,
  TerraformVariable,
  type TerraformVariableConfig,
  Token,
} from 'cdktf';
import { Construct } from 'constructs';
import { cockroach, Rerun, zilliz } from '../../src';
import { cli } from '../cli/cli';
import { cockroachClusterProps, ORDERS, ORDERS_STAGING } from '../support/cockroach';
import { hostedTerraform } from '../support/hosted-terraform';
import { newFolder } from '../support/terraform';
import { BACKUP, restoredCluster, SOURCE_CLUSTER } from '../support/zilliz';
import { synthesised } from './app';

/** A resource of Terraform's plan, as far as it is looked at here. */
interface PlannedResource {
  readonly name: string;
  readonly values: { readonly triggers: Readonly<Record<string, string>> };
}

class Part extends Construct {}

const cwd = newFolder('variables');
const PRODUCTION = ORDERS;
const STAGING = ORDERS_STAGING;

/** A restore that wipes the cluster that an expression names. */
function wiping(name: string, destination: (stack: TerraformStack) => string): void {
  synthesised(join(cwd, name), (_search, orders) => {
    const id = destination(orders);
    new cockroach.RestoredCluster(orders, 'rollback', {
      ...cockroachClusterProps({ destinationCluster: id, acknowledgeDataLoss: id }),
      wipeDestination: true,
    });
  });
}

const variable = (config: TerraformVariableConfig) => (stack: TerraformStack) =>
  new TerraformVariable(stack, 'destination', config).stringValue;

async function run(...args: string[]): Promise<{ out: string; code: number }> {
  const { out, code, errors } = await cli(args, { cwd, width: 160 });
  expect(errors).toEqual([]);
  return { out, code };
}

describe('a destination from a variable with a default, or from a local', () => {
  const sources: Record<string, (value: string) => (stack: TerraformStack) => string> = {
    'default of var.destination': (value) => variable({ default: value }),
    'local.destination': (value) => (stack) =>
      new TerraformLocal(stack, 'destination', value).asString,
    'local.chosen, default of var.destination': (value) => (stack) => {
      const given = new TerraformVariable(stack, 'destination', { default: value });
      return new TerraformLocal(stack, 'chosen', given.value).asString;
    },
    'default of var.ids': (value) => (stack) =>
      Token.asString(
        propertyAccess(new TerraformVariable(stack, 'ids', { default: { orders: value } }).value, [
          'orders',
        ]),
      ),
  };

  test('is what the real Terraform plans, wherever it comes from', async () => {
    const names = Object.keys(sources);
    // Each in its own construct, so that their names do not meet.
    synthesised(join(cwd, 'planned.out'), (_search, orders) => {
      names.forEach((name, nth) => {
        const destination = new Part(orders, `part${nth}`);
        const id = sources[name]?.(nth === 0 ? PRODUCTION : `${STAGING.slice(0, -1)}${nth}`)(
          destination as unknown as TerraformStack,
        );
        new cockroach.RestoredCluster(destination, 'rollback', {
          ...cockroachClusterProps({ destinationCluster: id, acknowledgeDataLoss: id }),
          wipeDestination: true,
        });
      });
    });
    const terraform = await hostedTerraform(join(cwd, 'planned.out', 'stacks', 'orders'), {});
    await terraform.must('init');
    await terraform.must('plan', '-out=saved.plan');
    const plan = JSON.parse(await terraform.must('show', '-json', 'saved.plan')) as {
      planned_values: { root_module: { resources: PlannedResource[] } };
    };
    const real = plan.planned_values.root_module.resources
      .filter(({ name }) => name.includes('_submit_'))
      .map(({ values }) => values.triggers.destination_cluster_id);
    const { out } = await run('plan', 'planned.out', '--json');
    const restores = (JSON.parse(out) as { restores: { target: { clusterId?: string } }[] })
      .restores;
    expect(real).toHaveLength(names.length);
    expect(restores.map(({ target }) => target.clusterId).sort()).toEqual(real.sort());
  });

  test.each(Object.entries(sources))(
    '%s: its change is a change of the restore',
    async (from, of) => {
      wiping('before.out', of(STAGING));
      wiping('after.out', of(PRODUCTION));
      const plan = await run('plan', 'after.out');
      expect(plan.out).toContain(`  variables       destinationCluster: ${PRODUCTION}, ${from}`);
      const diff = await run('diff', 'before.out', 'after.out');
      expect(diff.out).toMatch(/^DESTRUCTIVE: 1 change erases data; 1 restore: 1 runs again/);
      expect(diff.out).toContain(`destination_cluster_id: ${STAGING} → ${PRODUCTION}`);
      const check = ['check', 'after.out', '--base', 'before.out', '--fail-on', 'destructive'];
      expect((await run(...check)).code).toBe(1);
      // What is known is held against the policy.
      const policy = { version: 1, forbiddenDestinations: [PRODUCTION] };
      writeFileSync(join(cwd, 'policy.json'), JSON.stringify(policy));
      const forbidden = await run('check', 'after.out', '--policy', 'policy.json');
      expect(forbidden.out).toContain('[POLICY_FORBIDDEN_DESTINATIONS]');
      expect((await run('check', 'before.out', '--policy', 'policy.json')).code).toBe(0);
    },
  );

  test('the same value by another way is not a change', async () => {
    wiping('before.out', variable({ default: STAGING }));
    wiping('after.out', () => STAGING);
    const { out } = await run('diff', 'before.out', 'after.out');
    expect(out).toMatch(/^CLEAR: nothing changes/);
  });

  test('a file of values next to the stack decides over the default, so that nothing is known', async () => {
    wiping('values.out', variable({ default: STAGING }));
    const file = join(cwd, 'values.out', 'stacks', 'orders', 'terraform.tfvars');
    writeFileSync(file, `destination = "${PRODUCTION}"`);
    const { out } = await run('plan', 'values.out');
    expect(out).not.toContain(STAGING);
    expect((await run('check', 'values.out')).out).toContain('[ERASURE_UNKNOWN]');
  });
});

describe('a destination that is not known, in a restore that erases data', () => {
  beforeEach(() => wiping('open.out', variable({})));

  test('fails every check', async () => {
    const { out, code } = await run('check', 'open.out', '--base', 'open.out');
    expect(code).toBe(1);
    expect(out.split('\n').filter((line) => line.startsWith('error'))).toEqual([
      expect.stringMatching(
        /^error orders\/rollback: destinationCluster: is known after apply, and null_resource\.rollback_submit_\w+ erases data\. Give "check" a Terraform plan that knows it \(--terraform-plan\), or let the policy allow this address with a reason \(allowedAddresses\)\. \[ERASURE_UNKNOWN\]$/,
      ),
      expect.stringContaining('acknowledgeDataLoss: is known after apply'),
    ]);
  });

  test('passes where the policy allows the address, and shows the reason', async () => {
    const { restores } = JSON.parse((await run('plan', 'open.out', '--format', 'json')).out);
    const reason = 'The pipeline names a throwaway cluster';
    const allowedAddresses = [{ stack: 'orders', address: restores[0].address, reason }];
    writeFileSync(join(cwd, 'policy.json'), JSON.stringify({ version: 1, allowedAddresses }));
    const { out, code } = await run('check', 'open.out', '--policy', 'policy.json');
    expect(code).toBe(0);
    expect(out).toContain(`The policy allows it: ${reason}. [ERASURE_UNKNOWN]`);
  });

  test('is known by the plan of Terraform', async () => {
    const plan = { format_version: '1.2', variables: { destination: { value: PRODUCTION } } };
    writeFileSync(join(cwd, 'tf.json'), JSON.stringify(plan));
    const { out } = await run('plan', 'open.out', '--terraform-plan', 'tf.json');
    expect(out).toContain(`destinationCluster: ${PRODUCTION}, var.destination in Terraform’s plan`);
    const check = ['check', 'open.out', '--terraform-plan', 'tf.json'];
    expect((await run(...check)).code).toBe(0);
    expect((await run(...check, '--fail-on', 'destructive')).out).toContain(PRODUCTION);
  });

  test('stays hidden where the variable is sensitive, and is not known', async () => {
    wiping('secret.out', (stack) => {
      const secret = variable({ sensitive: true, default: PRODUCTION })(stack);
      return new TerraformLocal(stack, 'hidden', secret).asString;
    });
    const plan = { format_version: '1.2', variables: { destination: { value: PRODUCTION } } };
    writeFileSync(join(cwd, 'tf.json'), JSON.stringify(plan));
    for (const format of [
      'text',
      'markdown',
      'json',
      'html',
      'sarif',
      'github',
      'gitlab',
      'junit',
    ]) {
      const args = ['plan', 'secret.out', '--terraform-plan', 'tf.json', '--format', format];
      // The backup is of this cluster too.
      const { out } = await run(...args);
      expect(out).not.toContain(`/clusters/${PRODUCTION}`);
    }
    const { out, code } = await run('check', 'secret.out', '--terraform-plan', 'tf.json');
    expect([out.includes('[ERASURE_UNKNOWN]'), code]).toEqual([true, 1]);
  });
});

describe('values in other places', () => {
  test('a token of a re-run, and a value within the JSON of a trigger', async () => {
    const build = (name: string, value: string) =>
      synthesised(join(cwd, name), (search) => {
        const given = new TerraformVariable(search, 'given', { default: value }).stringValue;
        restoredCluster(search, { rerun: Rerun.onToken(given) });
        new zilliz.RestoredCollections(search, 'some', {
          backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
          targetCluster: 'in01-7d2e9f4b1c6a805',
          collectionMappings: [{ dbName: 'default', destDbName: `copy_${given}` }],
          rerun: Rerun.whenAnythingChanges(),
        });
      });
    build('before.out', 'a');
    build('after.out', 'b');
    const { out } = await run('diff', 'before.out', 'after.out');
    expect(out).toContain('rerun_token: “a” → “b”');
    expect(out).toContain('2 run again');
    expect(out).toContain('copy_b');
  });
});
