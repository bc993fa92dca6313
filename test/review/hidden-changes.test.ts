import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import { Fn, TerraformLocal, TerraformVariable } from 'cdktf';
import { zilliz } from '../../src';
import { cli } from '../cli/cli';
import { newFolder } from '../support/terraform';
import { BACKUP, clusterProps, SOURCE_CLUSTER } from '../support/zilliz';
import { AlteredStack } from './alterations';
import { synthesised } from './app';

const cwd = newFolder('hidden-changes');

/** One clone in the first stack; `edit` changes the construct, `alter` what was written. */
function output(
  name: string,
  edit: (restore: zilliz.RestoredCluster) => void = () => {},
  alter: (search: AlteredStack, orders: AlteredStack) => void = () => {},
): void {
  rmSync(join(cwd, name), { recursive: true, force: true });
  synthesised(join(cwd, name), (search, orders) => {
    edit(new zilliz.RestoredCluster(search, 'articles', clusterProps()));
    new zilliz.RestoredCluster(orders, 'other', clusterProps({ clusterName: 'other' }));
  });
  const stacks = ['search', 'orders'].map((one) => new AlteredStack(join(cwd, name), one)) as [
    AlteredStack,
    AlteredStack,
  ];
  alter(...stacks);
  for (const stack of stacks) stack.save();
}

async function reviews(): Promise<{ plan: string; diff: string; errors: string[]; code: number }> {
  const wide = { cwd, width: 200 };
  const { out: plan } = await cli(['plan', 'after.out'], wide);
  const { out: diff } = await cli(['diff', 'before.out', 'after.out'], wide);
  const gate = ['check', 'after.out', '--base', 'before.out', '--fail-on', 'any-change'];
  const { out, code } = await cli(gate, wide);
  const errors = out.split('\n').filter((line) => line.startsWith('error'));
  return { plan, diff: diff.replace(/\s+/g, ' '), errors, code };
}

const STEPS = ['submit', 'submitted', 'hold', 'wait', 'restored', 'removal'];

test('steps that Terraform calls otherwise are restored again, although the path is the same', async () => {
  output('before.out');
  output('after.out', (restore) => {
    for (const step of STEPS) {
      (restore.node.findChild(step) as NullResource).overrideLogicalId(`named_${step}`);
    }
  });
  const { plan, diff, code } = await reviews();
  expect(plan).not.toContain('altered');
  expect(diff).toContain('1 new, 1 removed, 1 unchanged');
  expect(diff).toContain(
    'Terraform calls its steps otherwise than before (null_resource.named_submit, and it was null_resource.articles_submit_45E46EBC): it is restored again; to keep the existing restore, revert the logical ids',
  );
  expect(code).toBe(1);
});

/** Puts the steps of the clone into the other stack. */
function handOver(search: AlteredStack, orders: AlteredStack, isCopy: boolean): void {
  for (const step of STEPS) {
    const name = search.nameOf(`search/articles/${step}`);
    orders.resources[name] = search.resources[name];
  }
  if (isCopy) return;
  for (const step of STEPS) delete search.resources[search.nameOf(`search/articles/${step}`)];
}

test('a restore that is in another stack runs in its state', async () => {
  output('before.out');
  output(
    'after.out',
    () => {},
    (search, orders) => handOver(search, orders, false),
  );
  const { diff, code } = await reviews();
  expect(diff).toContain('1 new, 1 removed, 1 unchanged');
  expect(code).toBe(1);
});

test('a copy of a restore in another stack is found', async () => {
  output('before.out');
  output(
    'after.out',
    () => {},
    (search, orders) => handOver(search, orders, true),
  );
  const { plan, diff, errors } = await reviews();
  expect(plan.match(/the stacks "orders" and "search" have a restore of this path/g)).toHaveLength(
    2,
  );
  expect(diff).toContain('1 new');
  expect(errors.some((line) => line.endsWith('[STEP_ALTERED]'))).toBe(true);
});

test('a journal with another name is a change', async () => {
  output('before.out');
  output(
    'after.out',
    () => {},
    (search) =>
      search.editText((text) =>
        text
          .replaceAll('\\"key\\":\\"articles\\"', '\\"key\\":\\"elsewhere\\"')
          .replaceAll('}/articles/', '}/elsewhere/'),
      ),
  );
  const { plan, diff, code } = await reviews();
  expect(plan).not.toContain('altered');
  expect(diff).toContain('journal: “articles” → “elsewhere”');
  expect(code).toBe(1);
});

test('a journal that two restores share is found', async () => {
  output('before.out');
  rmSync(join(cwd, 'after.out'), { recursive: true });
  synthesised(join(cwd, 'after.out'), (search) => {
    new zilliz.RestoredCluster(search, 'articles', clusterProps());
    new zilliz.RestoredCluster(search, 'other', clusterProps({ clusterName: 'other' }));
  });
  const search = new AlteredStack(join(cwd, 'after.out'), 'search');
  search.editText((text) =>
    text
      .replaceAll('\\"key\\":\\"other\\"', '\\"key\\":\\"articles\\"')
      .replaceAll('}/other/', '}/articles/'),
  );
  search.save();
  const { errors } = await reviews();
  expect(errors.join('\n')).toContain('another restore of this stack has the same journal');
});

test('a manifest without stacks hides none of those that are there', async () => {
  output('before.out');
  output('after.out');
  cpSync(join(cwd, 'after.out'), join(cwd, 'empty.out'), { recursive: true });
  writeFileSync(join(cwd, 'empty.out', 'manifest.json'), '{"stacks": {}}');
  const { out, code } = await cli(['check', 'empty.out', '--fail-on', 'destructive'], { cwd });
  expect(out).toContain(
    'a Terraform folder that the manifest does not name, and names the runner of restores',
  );
  expect(code).toBe(1);
});

describe('what an expression reads that the review cannot evaluate', () => {
  /** Collections are added to a cluster that only Terraform knows. */
  function target(name: string, read: { local: string; data: string; initial: string }): void {
    rmSync(join(cwd, name), { recursive: true, force: true });
    synthesised(join(cwd, name), (search) => {
      const variable = new TerraformVariable(search, 'given', {
        type: 'string',
        default: read.initial,
      });
      const local = new TerraformLocal(search, 'target', read.local);
      for (const [id, targetCluster] of [
        ['by-local', local.asString],
        ['by-function', Fn.lower(variable.stringValue)],
      ] as const) {
        new zilliz.RestoredCollections(search, id, {
          backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
          targetCluster,
        });
      }
    });
    const stack = new AlteredStack(join(cwd, name), 'search');
    stack.json.data = { terraform_remote_state: { a: { config: { path: read.data } } } };
    stack.save();
  }

  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: expressions of Terraform.
  const BASE = {
    local: '${data.terraform_remote_state.a.outputs.staging}',
    data: 'a.tfstate',
    initial: 'IN01-STAGING',
  };

  test('is none where nothing changed', async () => {
    target('before.out', BASE);
    target('after.out', BASE);
    const { diff, errors } = await reviews();
    expect(diff).toMatch(/^CLEAR: nothing changes/);
    expect(errors).toEqual([]);
  });

  test.each<[string, Partial<typeof BASE>, string]>([
    [
      'a local that reads something else',
      { local: '${data.terraform_remote_state.a.outputs.production}' },
      'search/by-local',
    ],
    ['data of another source', { data: 'b.tfstate' }, 'search/by-local'],
    [
      'the default of a variable in a function',
      { initial: 'IN01-PRODUCTION' },
      'search/by-function',
    ],
  ])('counts as a change of the restore: %s', async (_title, change, path) => {
    target('before.out', BASE);
    target('after.out', { ...BASE, ...change });
    const { diff, errors, code } = await reviews();
    expect(diff).toContain('1 runs again, 1 unchanged');
    expect(errors.some((line) => line.includes(path) && line.includes('[APPROVAL]'))).toBe(true);
    expect(code).toBe(1);
  });
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: expressions of Terraform.
});

test('steps that are called otherwise and moved are not restored again', async () => {
  output('before.out');
  output('after.out', (restore) => {
    for (const step of STEPS) {
      const resource = restore.node.findChild(step) as NullResource;
      const from = resource.friendlyUniqueId;
      resource.resetOverrideLogicalId();
      Object.assign(resource, { _friendlyUniqueId: undefined });
      resource.overrideLogicalId(`named_${step}`);
      resource.moveFromId(`null_resource.${from}`);
    }
  });
  const { diff } = await reviews();
  expect(diff).toContain('1 changed without running, 1 unchanged');
});
