import type { TerraformStack } from 'cdktf';
import { PasswordSink, RemovalPolicy, Replacement, Rerun, zilliz } from '../../src';
import { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { hostedTerraform } from '../support/hosted-terraform';
import { BACKUP, clusterProps, SOURCE_CLUSTER, zillizEnvironment } from '../support/zilliz';

/** Each `Rerun` by its name, as it is before and after the changes. */
const RERUNS = {
  whenBackupChanges: Rerun.whenBackupChanges(),
  whenAnythingChanges: Rerun.whenAnythingChanges(),
  onToken: Rerun.onToken('one'),
  once: Rerun.once(),
} as const;
type Mode = keyof typeof RERUNS;
const MODES = Object.keys(RERUNS) as Mode[];

const ANY: readonly Mode[] = ['whenBackupChanges', 'whenAnythingChanges'];
const WHOLE: readonly Mode[] = ['whenAnythingChanges'];
const NONE: readonly Mode[] = [];

/** A change of one prop, and under which `Rerun` it restores again. */
type Row<Props> = readonly [
  change: Partial<Props> | ((id: string) => Partial<Props>),
  again: readonly Mode[],
  before?: Partial<Props>,
];

const { Backup } = zilliz;
const OTHER_BACKUP = 'backup11_7a9c4e1d2b6f508';
const latest = Backup.latest({ clusterId: SOURCE_CLUSTER });
const fromId = (change: Partial<zilliz.BackupIdProps>) =>
  Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP, ...change });
const acknowledge = [{ ruleId: 'ZILLIZ_RBAC_FIELD', reason: 'looked at by hand' }];
const KEY = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** Every prop of a restored cluster: the type holds the table complete. */
const CLUSTER: {
  readonly [Prop in keyof Required<zilliz.RestoredClusterProps>]: Row<zilliz.RestoredClusterProps>;
} = {
  backup: [{ backup: fromId({ backupId: OTHER_BACKUP }) }, ANY],
  targetProject: [{ targetProject: 'proj-20e13e974c7d659a83a1b2' }, ANY],
  clusterName: [(id) => ({ clusterName: `${id}-renamed` }), ANY],
  uniqueName: [{ uniqueName: true }, ANY],
  cuSize: [{ cuSize: 4 }, WHOLE],
  collectionStatus: [{ collectionStatus: zilliz.CollectionStatus.RELEASE }, WHOLE],
  restoreVersionPolicy: [{ restoreVersionPolicy: zilliz.RestoreVersionPolicy.LATEST }, WHOLE],
  includeRbac: [{ includeRbac: true }, WHOLE],
  cmek: [{ cmek: { kmsKeyArn: KEY } }, WHOLE],
  targetProjectPlan: [{ targetProjectPlan: zilliz.ProjectPlan.BUSINESS_CRITICAL }, NONE],
  targetProjectRegions: [{ targetProjectRegions: ['aws-us-west-2'] }, NONE],
  passwordSink: [{ passwordSink: PasswordSink.discard() }, NONE],
  removalPolicy: [{ removalPolicy: RemovalPolicy.RETAIN }, NONE],
  // To keep the previous clone until the next one is verified takes more: test/terraform/refresh has it.
  replacement: [{ replacement: Replacement.BEFORE_RESTORE }, NONE],
  timeoutMinutes: [{ timeoutMinutes: 30 }, NONE],
  acknowledge: [{ acknowledge, includeRbac: true }, NONE, { includeRbac: true }],
  // What is named needs its own construct: test/restore/stack has one.
  dependsOn: [{ dependsOn: [] }, NONE],
  // Where there was nothing, nothing moves.
  formerPath: [(id) => ({ formerPath: `stack/${id}-before` }), NONE],
  stampOrganization: [{ stampOrganization: 'org-a', owner: 'the search team' }, NONE],
  owner: [{ owner: 'the search team' }, NONE],
  dataClass: [{ dataClass: 'public' }, NONE],
  expiresOn: [{ expiresOn: '2027-01-31' }, NONE],
  // Which changes count is no change of what was restored; a token that is new counts as one.
  rerun: [{ rerun: Rerun.onToken('two') }, MODES],
};

/** What one prop can be changed to besides. */
const MORE: Readonly<Record<string, Row<zilliz.RestoredClusterProps>>> = {
  'backup of another cluster': [{ backup: fromId({ clusterId: 'in01-0a1b2c3d4e5f678' }) }, ANY],
  'backup to the latest one': [{ backup: latest }, ANY],
  'backup with facts about it': [{ backup: fromId({ createTime: '2026-11-20T02:00:00Z' }) }, NONE],
  'the latest backup, and a newer one is made': [{ backup: latest }, NONE, { backup: latest }],
  'rerun to once()': [{ rerun: Rerun.once() }, NONE],
  'rerun to whenBackupChanges()': [{ rerun: Rerun.whenBackupChanges() }, NONE],
  'rerun to whenAnythingChanges()': [{ rerun: Rerun.whenAnythingChanges() }, NONE],
  nothing: [{}, NONE],
};

const mapping = (destCollectionName: string) => ({
  dbName: 'default',
  collectionName: 'medium_articles',
  destCollectionName,
});

/** Every prop of restored collections. */
const COLLECTIONS: {
  readonly [Prop in keyof Required<zilliz.RestoredCollectionsProps>]: Row<zilliz.RestoredCollectionsProps>;
} = {
  backup: [{ backup: fromId({ backupId: OTHER_BACKUP }) }, ANY],
  targetCluster: [{ targetCluster: 'in01-0a1b2c3d4e5f678' }, ANY],
  collectionMappings: [{ collectionMappings: [mapping('other')] }, WHOLE],
  backupBeforeRestore: [{ backupBeforeRestore: true }, WHOLE],
  targetRegionId: [{ targetRegionId: 'aws-us-west-2' }, NONE],
  targetCuType: [{ targetCuType: 'Performance-optimized' }, NONE],
  timeoutMinutes: [{ timeoutMinutes: 30 }, NONE],
  acknowledge: [{ acknowledge: [] }, NONE],
  dependsOn: [{ dependsOn: [] }, NONE],
  formerPath: [(id) => ({ formerPath: `stack/${id}-before` }), NONE],
  owner: [{ owner: 'the search team' }, NONE],
  dataClass: [{ dataClass: 'public' }, NONE],
  expiresOn: [{ expiresOn: '2027-01-31' }, NONE],
  rerun: [{ rerun: Rerun.onToken('two') }, MODES],
};

interface Case {
  /** Its number in its table: the plan of which it is a part. */
  readonly row: number;
  readonly id: string;
  readonly mode: Mode;
  readonly title: string;
  readonly again: boolean;
  declare(stack: TerraformStack, changed: boolean): void;
}

/** Rows that begin alike are changes of one restore; each row is changed in its own plan. */
function casesOf<Props>(
  what: string,
  rows: Readonly<Record<string, Row<Props>>>,
  declare: (stack: TerraformStack, id: string, props: Partial<Props>) => void,
): Case[] {
  const beginnings = new Map<string, number>();
  return Object.entries(rows).flatMap(([title, [change, again, before]], row) => {
    const beginning = JSON.stringify(before);
    if (!beginnings.has(beginning)) beginnings.set(beginning, beginnings.size);
    return MODES.map((mode) => {
      const id = `${what}${mode}${beginnings.get(beginning)}`;
      return {
        row,
        id,
        mode,
        title: `${what}: ${title}`,
        again: again.includes(mode),
        declare(stack: TerraformStack, changed: boolean) {
          const changes = typeof change === 'function' ? change(id) : change;
          const own = { ...before, ...(changed ? changes : {}) } as Partial<Props>;
          declare(stack, id, { rerun: RERUNS[mode], ...own });
        },
      };
    });
  });
}

const CASES = [
  ...casesOf('cluster', { ...CLUSTER, ...MORE }, (stack, id, props) => {
    const passwordSink = PasswordSink.file(`${id}.password`);
    new zilliz.RestoredCluster(
      stack,
      id,
      clusterProps({ clusterName: id, passwordSink, ...props }),
    );
  }),
  ...casesOf('collections', COLLECTIONS, (stack, id, props) => {
    const backup = fromId({});
    const collectionMappings = [mapping(id)];
    const all = { backup, targetCluster: SOURCE_CLUSTER, collectionMappings, ...props };
    new zilliz.RestoredCollections(stack, id, all);
  }),
];

/** Declares each restore as it began; or, as a row changes them, those of the row alone. */
function declareRow(row?: number) {
  return (stack: TerraformStack) => {
    const declared = new Set<string>();
    for (const one of row === undefined ? CASES : CASES.filter((any) => any.row === row)) {
      if (!declared.has(one.id)) one.declare(stack, row !== undefined);
      declared.add(one.id);
    }
  };
}

interface ResourceChange {
  readonly name: string;
  readonly change: { readonly actions: readonly string[] };
}

let changes: readonly (readonly ResourceChange[])[] = [];
let planText = '';
let restoresAtPlan = 0;

// One apply of every restore as it begins, then a plan for each row; nothing of a plan is applied.
beforeAll(async () => {
  const simulator = await Simulator.start();
  try {
    const folder = synthesised(declareRow());
    const terraform = await hostedTerraform(folder, zillizEnvironment(simulator));
    await terraform.must('init');
    await terraform.must('apply');
    const [backup] = simulator.zilliz.backups.filter(({ backupId }) => backupId === BACKUP);
    simulator.zilliz.addBackup({
      ...backup,
      backupId: 'backup11_newer',
      createTime: '2026-11-21T02:00:00Z',
    });
    const before = simulator.requests.length;
    const rows = [...new Set(CASES.map(({ row }) => row))];
    const plans = [];
    for (const row of rows) {
      synthesised(declareRow(row), `${folder}/../..`);
      planText += await terraform.must('plan', '-refresh=false', '-out', 'saved.plan');
      const shown = JSON.parse(await terraform.must('show', '-json', 'saved.plan'));
      plans.push((shown as { resource_changes: ResourceChange[] }).resource_changes);
    }
    changes = plans;
    restoresAtPlan = simulator.requests.length - before;
  } finally {
    await simulator.stop();
  }
});

/** What Terraform is going to do with the steps of a restore. */
function plannedFor(row: number, id: string): Record<string, string> {
  const ofThis = changes[row]?.filter(({ name }) => name.startsWith(`${id}_`)) ?? [];
  return Object.fromEntries(
    ofThis.map(({ name, change }) => [name.split('_')[1], change.actions.join(', ')]),
  );
}

const RETAINED = 'removalPolicy changes nothing';

const every = (action: string) => ({
  submit: action,
  submitted: action,
  hold: action,
  wait: action,
  restored: action,
});

describe.each(MODES)('Rerun.%s()', (mode) => {
  const rows = CASES.filter((one) => one.mode === mode).map(
    ({ row, title, again, id }) =>
      [`${title} ${again ? 'restores again' : 'changes nothing'}`, again, row, id] as const,
  );
  test.each(rows)('%s', (title, again, row, id) => {
    // Never create before destroy: Terraform runs no destroy provisioner then.
    // A stamp is its own step.
    const { removal, marks: _marks, ...steps } = plannedFor(row, id);
    expect(steps).toEqual(every(again ? 'delete, create' : 'no-op'));
    // Whatever restores again, this one stays: it goes with a destroy, or where nothing is dropped any more.
    const drops = id.startsWith('cluster');
    expect(removal).toBe(drops ? (title.endsWith(RETAINED) ? 'delete' : 'no-op') : undefined);
  });
});

test('a plan asks the vendor nothing', () => {
  expect(restoresAtPlan).toBe(0);
});

test('the plan names the part of the identity that restores again', () => {
  expect(planText).toMatch(
    /"cluster_name"\s+= "clusterwhenBackupChanges\d+" -> "clusterwhenBackupChanges\d+-renamed"/,
  );
  expect(planText).toMatch(/~ "rerun_token"\s+= "one" -> "two"/);
  expect(planText).toContain('# forces replacement');
});

test('with uniqueName an old and a new clone stand side by side, and each is found by its name', async () => {
  const simulator = await Simulator.start();
  try {
    const declare = (backupId: string) => (stack: TerraformStack) => {
      const backup = fromId({ backupId });
      const restoreVersionPolicy = zilliz.RestoreVersionPolicy.LATEST;
      const removalPolicy = RemovalPolicy.RETAIN;
      const props = { backup, restoreVersionPolicy, removalPolicy, uniqueName: true };
      new zilliz.RestoredCluster(stack, 'clone', clusterProps(props));
    };
    const folder = synthesised(declare(BACKUP));
    const terraform = await hostedTerraform(folder, zillizEnvironment(simulator));
    await terraform.must('init');
    await terraform.must('apply');
    synthesised(declare(OTHER_BACKUP), `${folder}/../..`);
    await terraform.must('apply');
    const clones = simulator.zilliz.clusters.filter(({ restoredFrom }) => restoredFrom);
    expect(clones.map(({ restoredFrom }) => restoredFrom?.backupId)).toEqual([
      BACKUP,
      OTHER_BACKUP,
    ]);
    const names = clones.map(({ clusterName }) => clusterName);
    expect(names.join()).toMatch(/^articles-staging-[0-9a-f]{8},articles-staging-[0-9a-f]{8}$/);
    expect(new Set(names).size).toBe(2);
  } finally {
    await simulator.stop();
  }
});
