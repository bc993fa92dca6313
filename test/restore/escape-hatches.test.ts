import { NullProvider } from '@cdktf/provider-null/lib/provider';
import type { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import { Aspects, TerraformIterator, type TerraformStack, TerraformVariable } from 'cdktf';
import type { IConstruct } from 'constructs';
import { cockroach } from '../../src';
import { refusalOf } from '../support/app';
import { ORDERS } from '../support/cockroach';
import { restoredCluster } from '../support/zilliz';

function step(stack: TerraformStack, name: string): NullResource {
  const restore = restoredCluster(stack);
  return restore.node.findChild(name) as NullResource;
}

interface Overrides {
  readonly provisioner: readonly [
    { readonly 'local-exec': { readonly environment: Record<string, string> } },
  ];
}

const PROPS = 'Declare what you need with the props of the construct';

test.each<[string, (stack: TerraformStack) => void, string]>([
  [
    'an override of a command',
    (stack) => step(stack, 'submit').addOverride('provisioner.0.local-exec.command', 'evil'),
    'its step "submit" was changed after it was built: provisioner must be [{"local-exec":{"interpreter":["node"],',
  ],
  [
    'a change within its provisioner',
    (stack) => {
      const { rawOverrides } = step(stack, 'wait') as unknown as { rawOverrides: Overrides };
      rawOverrides.provisioner[0]['local-exec'].environment.NODE_OPTIONS = '-r x';
    },
    `its step "wait" was changed after it was built: provisioner[0].local-exec.environment.NODE_OPTIONS must be "", got "-r x". ${PROPS}. [STEP_ALTERED]`,
  ],
  [
    'provisioners that are taken away',
    (stack) => step(stack, 'submitted').addOverride('provisioner', []),
    `its step "submitted" was changed after it was built: provisioner[0] must be `,
  ],
  [
    'an aspect',
    (stack) => {
      restoredCluster(stack);
      Aspects.of(stack).add({
        visit(node: IConstruct) {
          if (node.node.id === 'hold') (node as NullResource).triggers = { always: 'x' };
        },
      });
    },
    `its step "hold" was changed after it was built: triggers.submitted must be "\${null_resource.articles_submitted_D48A2D9B.id}", got nothing. ${PROPS}. [STEP_ALTERED]`,
  ],
  [
    'an iterator',
    (stack) => {
      step(stack, 'submit').forEach = TerraformIterator.fromList(['a', 'b']);
    },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Terraform.
    'its step "submit" was changed after it was built: for_each must be absent, got "${toset([\\"a\\", \\"b\\"])}". Create a construct for each restore, in a loop in your code. [STEP_ALTERED]',
  ],
  [
    'a count',
    (stack) => {
      step(stack, 'submit').count = 2;
    },
    'its step "submit" was changed after it was built: count must be absent, got 2. Create a construct for each restore, in a loop in your code. [STEP_ALTERED]',
  ],
  [
    'a dependency',
    (stack) => {
      step(stack, 'submit').dependsOn = ['null_resource.x'];
    },
    'its step "submit" was changed after it was built: depends_on must be absent, got ["null_resource.x"]. Use the prop dependsOn of the restore. [STEP_ALTERED]',
  ],
  [
    'another provider',
    (stack) => {
      step(stack, 'submit').provider = new NullProvider(stack, 'other', { alias: 'other' });
    },
    'its step "submit" was changed after it was built: provider must be absent, got "null.other". Steps use the default null provider: remove the alias. [STEP_ALTERED]',
  ],
  [
    'a lifecycle',
    (stack) => {
      step(stack, 'submit').lifecycle = { preventDestroy: true };
    },
    'its step "submit" was changed after it was built: lifecycle.ignore_changes must be ',
  ],
  [
    'a step that is removed',
    (stack) => {
      restoredCluster(stack).node.tryRemoveChild('wait');
    },
    'its step "wait" was removed. Remove the whole construct instead. [STEP_ALTERED]',
  ],
])('synth refuses %s with one line', (_title, build, line) => {
  const lines = refusalOf(build).filter((one) => one.includes('[STEP_ALTERED]'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(line);
});

test('synth refuses changed settings of backups too', () => {
  const lines = refusalOf((stack) => {
    const settings = new cockroach.BackupSettings(stack, 'schedule', {
      cluster: ORDERS,
      plan: cockroach.Plan.STANDARD,
      frequencyMinutes: 60,
    });
    const resource = settings.node.findChild('settings') as NullResource;
    resource.triggers = {};
  });
  expect(lines).toEqual([
    `[stack/schedule] its step "settings" was changed after it was built: triggers.cluster_id must be "${ORDERS}", got nothing. ${PROPS}. [STEP_ALTERED]`,
  ]);
});

test('synth refuses the value of an iterator in a prop, which Terraform would not know', () => {
  const lines = refusalOf((stack) => {
    const names = TerraformIterator.fromList(['a', 'b']);
    const { stringValue: targetProject } = new TerraformVariable(stack, 'project', {});
    restoredCluster(stack, { targetProject, clusterName: `copy-${names.value}` });
  });
  expect(lines).toEqual([
    '[stack/articles] a prop uses each.value of an iterator, and restores do not support for_each and count. Create a construct for each restore, in a loop in your code. [RESTORE_IN_ITERATOR]',
  ]);
});

test('a logical id that is overridden is not a change', () => {
  expect(refusalOf((stack) => step(stack, 'submit').overrideLogicalId('named'))).toEqual([]);
});

// The steps are written once more, with the new name: what somebody put into them before must not be lost in that.
test.each<[string, (submit: NullResource) => void, string]>([
  ['triggers', (submit) => (submit.triggers = { other: 'x' }), 'triggers.source_cluster_id'],
  ['a lifecycle', (submit) => (submit.lifecycle = { preventDestroy: true }), 'lifecycle.'],
  ['a provisioner', (submit) => submit.addOverride('provisioner', []), 'provisioner[0]'],
])('a logical id that is overridden hides no change of %s', (_part, change, path) => {
  const [line] = refusalOf((stack) => {
    const submit = step(stack, 'submit');
    change(submit);
    submit.overrideLogicalId('named');
  });
  expect(line).toContain(`its step "submit" was changed after it was built: ${path}`);
});
