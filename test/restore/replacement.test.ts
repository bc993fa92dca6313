import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resource } from '@cdktf/provider-null/lib/resource';
import type { TerraformStack } from 'cdktf';
import { RemovalPolicy, Replacement, Rerun, type zilliz } from '../../src';
import { cli } from '../cli/cli';
import { refusalOf, synthesised } from '../support/app';
import { restoredCluster } from '../support/zilliz';

const AFTER = {
  uniqueName: true,
  rerun: Rerun.onToken('2026-w48'),
  replacement: Replacement.AFTER_VERIFICATION,
};

const NEEDS = {
  uniqueName:
    'replacement: AFTER_VERIFICATION keeps the previous clone while the new one is restored, so each needs its own name. Set uniqueName. [ZILLIZ_PROPS]',
  removalPolicy:
    'replacement: AFTER_VERIFICATION drops the previous clone, but the removal policy keeps it. Set RemovalPolicy.DESTROY, or leave replacement out. [ZILLIZ_PROPS]',
  rerun: (got: string) =>
    `replacement: AFTER_VERIFICATION distinguishes clones by the token of Rerun.onToken: 1 to 64 letters, digits, ".", "_" and "-", known at synth${got}. Set rerun to Rerun.onToken("2026-w48"). [ZILLIZ_PROPS]`,
};

describe('a clone that is kept until the next one is verified', () => {
  test.each<[string, Partial<zilliz.RestoredClusterProps>, string[]]>([
    ['without a unique name', { ...AFTER, uniqueName: false }, [NEEDS.uniqueName]],
    ['that is retained', { ...AFTER, removalPolicy: RemovalPolicy.RETAIN }, [NEEDS.removalPolicy]],
    ['without a token', { ...AFTER, rerun: undefined }, [NEEDS.rerun('')]],
    [
      'with a token that is no part of an address',
      { ...AFTER, rerun: Rerun.onToken('week 48') },
      [NEEDS.rerun(', got "week 48"')],
    ],
    [
      'with a token of 65 characters',
      { ...AFTER, rerun: Rerun.onToken('w'.repeat(65)) },
      [NEEDS.rerun(`, got "${'w'.repeat(65)}"`)],
    ],
    [
      'with nothing of what it needs',
      { replacement: AFTER.replacement, removalPolicy: undefined },
      [NEEDS.uniqueName, NEEDS.rerun(''), NEEDS.removalPolicy],
    ],
    [
      'by a word of no meaning',
      { ...AFTER, replacement: 'later' as never },
      [
        'replacement: must be a member of Replacement, got "later". Use a member of the enum. [ZILLIZ_PROPS]',
      ],
    ],
  ])('is refused %s', (_title, props, expected) => {
    expect(refusalOf((stack) => restoredCluster(stack, props))).toEqual(
      expected.map((line) => `[stack/articles] ${line}`),
    );
  });

  test.each([
    ['with a token of 64 characters', { ...AFTER, rerun: Rerun.onToken('w'.repeat(64)) }],
    ['that is dropped first, with nothing', { replacement: Replacement.BEFORE_RESTORE }],
  ])('is accepted %s', (_title, props) => {
    expect(refusalOf((stack) => restoredCluster(stack, props))).toEqual([]);
  });

  test('may be used by a resource with createBeforeDestroy: its drop is not left out', () => {
    const build = (stack: TerraformStack) => {
      const { clusterId } = restoredCluster(stack, AFTER);
      const lifecycle = { createBeforeDestroy: true };
      new Resource(stack, 'web', { triggers: { clusterId }, lifecycle });
    };
    expect(refusalOf(build)).toEqual([]);
  });
});

interface Block {
  readonly for_each?: object;
  readonly triggers: Readonly<Record<string, string>>;
  readonly lifecycle: { readonly create_before_destroy?: boolean };
}

const folder = synthesised((stack) => restoredCluster(stack, AFTER));
const { resource } = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as {
  resource: { null_resource: Record<string, Block> };
};
const step = (name: string) =>
  Object.entries(resource.null_resource).find(([id]) => id.startsWith(`articles_${name}_`))?.[1];

test('each step but the last has an instance for each clone, and all are created before the old ones go', () => {
  const steps = ['submit', 'submitted', 'hold', 'wait', 'restored'].map((name) => step(name));
  expect(steps.map((block) => block?.for_each)).toEqual([
    ...Array(4).fill({ '2026-w48': '2026-w48' }),
    undefined,
  ]);
  expect(steps.map((block) => block?.lifecycle.create_before_destroy)).toEqual(Array(5).fill(true));
});

test('an output is known only when the wait has ended', () => {
  expect(step('restored')?.triggers.cluster_id).toMatch(
    /^\$\{null_resource\.articles_wait_\w+\["2026-w48"\]\.id == "" \? "" : null_resource\.articles_submitted_\w+\["2026-w48"\]\.triggers\.cluster_id\}$/,
  );
});

test('the review recognises every step, and says that two clones run side by side', async () => {
  const output = join(folder, '..', '..');
  const check = await cli(['check', output, '--base', output, '--fail-on', 'any-change']);
  expect(check.out).not.toMatch(/STEP_ALTERED|NOT_REVIEWED/);
  expect(check.code).toBe(0);
  const { out } = await cli(['plan', output, '--format', 'markdown']);
  expect(out).toContain(
    'creates a new clone beside the previous one, and drops that once the new one is verified: both run and are billed until then',
  );
  expect(out).toContain('for the previous clone once a new one is verified');
});

test('without it nothing of a stack is other than before', () => {
  const before = readFileSync(
    join(
      synthesised((stack) => restoredCluster(stack)),
      'cdk.tf.json',
    ),
    'utf8',
  );
  const stated = { replacement: Replacement.BEFORE_RESTORE };
  const now = synthesised((stack) => restoredCluster(stack, stated));
  expect(readFileSync(join(now, 'cdk.tf.json'), 'utf8')).toBe(before);
  expect(before).not.toMatch(/for_each|create_before_destroy|replacement/);
});
