import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TerraformStack } from 'cdktf';
import { Replacement, Rerun, type Restore, RestoreGroup, zilliz } from '../../src';
import { diffOf } from '../../src/review/diff/diff';
import { planOfSource } from '../../src/review/plan-source';
import { viewOf } from '../../src/review/render/rows';
import { newFolder } from '../support/terraform';
import { BACKUP, clusterProps, SOURCE_CLUSTER } from '../support/zilliz';
import { AlteredStack } from './alterations';
import { synthesised } from './app';

const NOW = new Date('2026-11-21T08:00:00Z');
const HOLD = 'search/all/hold';
const WAIT = 'search/all/wait';
const cwd = newFolder('group-review');

const collections = (stack: TerraformStack, id: string): Restore =>
  new zilliz.RestoredCollections(stack, id, {
    backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
    targetCluster: SOURCE_CLUSTER,
    collectionMappings: [{ dbName: 'default', collectionName: id, destCollectionName: `${id}_2` }],
  });

/** Two restores of three wait together. */
function build(stack: TerraformStack): void {
  const restores = [
    collections(stack, 'a'),
    new zilliz.RestoredCluster(stack, 'b', clusterProps()),
  ];
  new RestoreGroup(stack, 'all', { restores });
  collections(stack, 'c');
}

beforeAll(() => {
  mkdirSync(cwd, { recursive: true });
  synthesised(join(cwd, 'before.out'), build);
});

/** What the review finds wrong with the steps. */
function alarms(output: string): string[] {
  const { restores, notReviewed } = planOfSource(output, cwd, NOW);
  return [
    ...notReviewed.map(({ ruleId, why }) => `${ruleId} ${why}`),
    ...restores.flatMap(({ path, findings }) =>
      findings
        .filter(({ ruleId }) => ruleId === 'STEP_ALTERED')
        .map(({ problem }) => `STEP_ALTERED ${path}: ${problem}`),
    ),
  ].map((line) => line.replace(/_[0-9A-F]{8}\b/g, '').replace(/(MEMBER_0 .*expected ).*/, '$1…'));
}

test('the steps of a group are those that synth writes', () => {
  expect(alarms('before.out')).toEqual([]);
});

test('a member says with how many others it waits', () => {
  const { restores } = planOfSource('before.out', cwd, NOW);
  const waits = restores.map((restore) => [
    restore.path,
    viewOf(restore).details.find(({ label }) => label === 'waits')?.lines,
  ]);
  expect(waits).toEqual([
    ['search/a', ['together with 1 other, in `search/all`']],
    ['search/b', ['together with 1 other, in `search/all`']],
    ['search/c', undefined],
  ]);
});

test('more restores of a stack than Terraform runs steps at a time, alone, are a point of the verdict', () => {
  const many = (name: string, grouped: number) => {
    synthesised(join(cwd, name), (stack) => {
      const all = Array.from({ length: 12 }, (_, at) => collections(stack, `r${at}`));
      new RestoreGroup(stack, 'all', { restores: all.slice(0, grouped) });
      new zilliz.RestoredCluster(stack, 'kept', {
        ...clusterProps({ replacement: Replacement.AFTER_VERIFICATION, uniqueName: true }),
        rerun: Rerun.onToken('1'),
      });
    });
    const { verdict } = planOfSource(name, cwd, NOW);
    return { level: verdict.level, points: verdict.points.slice(-1) };
  };
  const text =
    '11 restores wait one by one, and Terraform runs 10 steps at a time: the others begin to wait when those have ended. Wait for 10 of them together in a RestoreGroup, or run terraform apply -parallelism=11';
  expect(many('many.out', 2)).toEqual({
    level: 'attention',
    points: [`waits: \`search\`: ${text}`],
  });
  // A note, which decides nothing.
  const fewer = many('fewer.out', 3);
  expect([fewer.level, fewer.points[0]]).toEqual(['attention', expect.not.stringMatching('waits')]);
});

test.each<[string, (stack: TerraformStack) => void]>([
  [
    'out of a group',
    (stack) => {
      collections(stack, 'a');
      new zilliz.RestoredCluster(stack, 'b', clusterProps());
      collections(stack, 'c');
    },
  ],
  [
    'into a group',
    (stack) => {
      const restores = [
        ...[collections(stack, 'a'), new zilliz.RestoredCluster(stack, 'b', clusterProps())],
        collections(stack, 'c'),
      ];
      new RestoreGroup(stack, 'other', { restores });
    },
  ],
])('moving restores %s changes none of them', (_title, change) => {
  synthesised(join(cwd, 'moved.out'), change);
  const [before, after] = ['before.out', 'moved.out'].map((one) => planOfSource(one, cwd, NOW));
  if (before === undefined || after === undefined) throw new Error('no plans');
  const { changes } = diffOf(before, after);
  expect(changes.map(({ kind }) => kind)).toEqual(['same', 'same', 'same']);
});

/** Another value in the variable of the first member. */
const editMember = (stack: AlteredStack, from: string, to: string) => {
  const { environment } = stack.execOf(WAIT);
  environment.CLUSTER_RESTORE_MEMBER_0 = environment.CLUSTER_RESTORE_MEMBER_0.replace(from, to);
};
const OF_GROUP = 'STEP_ALTERED a step of a group of restores:';
/** What is said of a restore that no group knows. */
const ALONE = (id: string) => [
  `STEP_ALTERED search/${id}: its step "hold" is missing`,
  `STEP_ALTERED search/${id}: triggers.submitted is not as synth writes it, expected "\${null_resource.hold.triggers.submitted}"`,
];
const ORPHAN = 'STEP_ALTERED a step of a restore whose submission is not in this stack';

test.each<[string, (stack: AlteredStack) => void, string[]]>([
  [
    'another command of its wait',
    (s) => {
      s.execOf(WAIT).command = '-e "evil"';
    },
    [
      `${OF_GROUP} provisioner[0].local-exec.command is not as synth writes it, expected "assets/cluster-restore/v1/cluster-restore-runner.cjs", got "-e \\"evil\\""`,
    ],
  ],
  [
    'another variable of its hold',
    (s) => {
      s.execOf(HOLD).environment.NODE_OPTIONS = '--require ./evil.cjs';
    },
    [
      `${OF_GROUP} provisioner[0].local-exec.environment.NODE_OPTIONS is not as synth writes it, expected "", got "--require ./evil.cjs"`,
    ],
  ],
  [
    'a wait that does not come after its hold',
    (s) => {
      s.at(WAIT).triggers.a = s.at(HOLD).triggers.a;
    },
    [
      `${OF_GROUP} triggers.a is not as synth writes it, expected "\${null_resource.all_hold.triggers[\\"a\\"]}", got "\${null_resource.a_submitted.id}"`,
    ],
  ],
  [
    'another timeout of a member',
    (s) => editMember(s, '360', '1'),
    [
      `${OF_GROUP} provisioner[0].local-exec.environment.CLUSTER_RESTORE_MEMBER_0 is not as synth writes it, expected …`,
    ],
  ],
  [
    'a member that it leaves out',
    (s) => {
      delete s.execOf(WAIT).environment.CLUSTER_RESTORE_MEMBER_0;
    },
    [
      `${OF_GROUP} triggers.a is not as synth writes it, expected nothing, got "\${null_resource.a_submitted.id}"`,
      `${OF_GROUP} triggers.a is not as synth writes it (and 3 more), expected nothing, got "\${null_resource.all_hold.triggers[\\"a\\"]}"`,
      ...ALONE('a'),
    ],
  ],
  [
    'a hold that is gone',
    (s) => {
      delete s.resources[s.nameOf(HOLD)];
    },
    [`${OF_GROUP} the step "hold" of this group is missing`],
  ],
  [
    'a wait that is gone',
    (s) => {
      delete s.resources[s.nameOf(WAIT)];
    },
    [ORPHAN, ...ALONE('a'), ...ALONE('b')],
  ],
  [
    'a member that waits for something else',
    (s) => {
      s.at('search/a/wait').triggers.submitted = s.at(HOLD).triggers.a;
    },
    [
      `STEP_ALTERED search/a: triggers.submitted is not as synth writes it, expected "\${null_resource.all_wait.triggers[\\"a\\"]}"`,
    ],
  ],
  [
    'a member that holds as well',
    (s) => {
      const name = s.nameOf('search/c/hold');
      const copy = JSON.parse(JSON.stringify(s.resources[name]));
      copy['//'].metadata.path = 'search/a/hold';
      s.resources.a_hold = copy;
    },
    [
      'STEP_ALTERED search/a: this restore waits together with others, so it has no step of this kind',
    ],
  ],
])('%s is an altered step', (_title, edit, lines) => {
  cpSync(join(cwd, 'before.out'), join(cwd, 'after.out'), { recursive: true, force: true });
  const stack = new AlteredStack(join(cwd, 'after.out'), 'search');
  edit(stack);
  stack.save();
  expect(alarms('after.out')).toEqual(lines);
});
