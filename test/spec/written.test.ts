import { join } from 'node:path';
import { groupBytes, groupResources } from '../../src/spec/group-resources';
import { removalResource } from '../../src/spec/removal-resource';
import { settingResource } from '../../src/spec/setting-resource';
import { type RestoreModel, STEP_NAMES, stepNames } from '../../src/spec/step-model';
import { restoreResources } from '../../src/spec/step-resources';
import { expectText } from '../support/expected';

// As cdktf writes it: it becomes an expression, and is not escaped.
const LATER = '$\u007bTfToken[later.1]}';
const tokens = { isToken: (value: unknown) => value === LATER, expression: String };

const address = (step: string) => `null_resource.articles_${step}`;
const model: RestoreModel = {
  vendor: 'zilliz',
  operation: 'restoreCluster',
  path: 'stack/articles',
  key: 'articles',
  journals: '.cluster-restore',
  command: '../runner.cjs',
  addresses: {
    submit: address('submit'),
    submitted: address('submitted'),
    hold: address('hold'),
    wait: address('wait'),
    restored: address('restored'),
    removal: address('removal'),
    verdict: address('verdict'),
  },
  declaration: { backup: { clusterId: 'in01-source', backupId: LATER }, cuSize: 2 },
  identity: { backup_id: 'backup-1', source_cluster_id: 'in01-source' },
  details: { cu_size: '2' },
  identityInSpec: { backup_id: 'backup-1' },
  facts: {
    submitted: ['cluster_id', 'job_id', 'jobs'],
    drop: ['cluster_id', 'project_id'],
    next: ['backup_id', 'source_cluster_id'],
    restored: ['connect_address'],
    followed: ['cluster_id', 'job_id'],
  },
  acknowledge: [{ ruleId: 'A_RULE', reason: 'it is so' }],
  removalPolicy: 'destroy',
  sources: 'in01-source',
  timeoutMinutes: 60,
};
const drill = { token: 'week-1', results: 'drills', checkContents: true };

const restores: Readonly<Record<string, RestoreModel>> = {
  destroyed: model,
  retained: { ...model, removalPolicy: 'retain', sources: undefined, acknowledge: [] },
  'in-group': { ...model, groupWait: 'null_resource.group_wait' },
  drill: { ...model, drill, passwordSink: { kind: 'discard' }, about: { owner: 'search' } },
  replaced: {
    ...model,
    replacement: 'after-verification',
    identity: { ...model.identity, rerun_token: 'blue' },
    dependsOn: ['google_project.a', LATER],
  },
};

/** Compares with a file of `test/spec/expected`; see `expectText`. */
const expectWritten = (name: string, resources: unknown) =>
  expectText(
    join(__dirname, 'expected', `${name}.json`),
    `${JSON.stringify(resources, null, 2)}\n`,
  );

test.each(Object.entries(restores))('the steps of a restore, %s', (name, restore) => {
  expectWritten(name, restoreResources(restore, tokens));
});

test('what a drill is measured by is recorded once', () => {
  const dated = ['cluster_id', 'backup_time', 'started_at'];
  const facts = { ...model.facts, submitted: dated };
  const { submitted } = restoreResources({ ...model, drill, facts }, tokens);
  expect(Object.keys(submitted.triggers ?? {})).toEqual(['submit_id', ...dated, 'recorded_from']);
});

describe('what is restored from next', () => {
  const next = (change: Partial<RestoreModel>) => {
    const { submitted } = restoreResources({ ...model, ...change }, tokens);
    const exec = submitted.provisioner?.[0]?.['local-exec'];
    const spec = exec?.environment.CLUSTER_RESTORE_SPEC;
    return spec === undefined ? 'no drop' : (JSON.parse(spec) as { next?: object }).next;
  };
  const { identity, facts } = model;

  test.each<[string, Partial<RestoreModel>, unknown]>([
    ['is told to the drop', {}, identity],
    ['may stand in the details', { identity: {}, details: identity }, identity],
    [
      'is left out where it is known after apply',
      { identity: { ...identity, backup_id: LATER } },
      undefined,
    ],
    ['is left out where a part of it is not there', { identity: { backup_id: 'b' } }, undefined],
    ['is left out where nothing is named', { facts: { ...facts, next: [] } }, undefined],
    ['is left out of a drill', { drill }, undefined],
    ['is left out where the drop comes after', { replacement: 'after-verification' }, undefined],
    ['has no drop to be told to', { facts: { ...facts, drop: [] } }, 'no drop'],
    ['has no drop where it stays', { removalPolicy: 'retain' }, 'no drop'],
  ])('%s', (_title, change, expected) => {
    expect(next(change)).toEqual(expected);
  });
});

test.each<
  [string, Pick<RestoreModel, 'removalPolicy' | 'facts' | 'drill' | 'replacement'>, string]
>([
  ['that a destroy drops', model, 'removal'],
  ['that stays', { ...model, removalPolicy: 'retain' }, ''],
  ['that has nothing to drop', { ...model, facts: { ...model.facts, drop: [] } }, ''],
  ['that is replaced after a verification', { ...model, replacement: 'after-verification' }, ''],
  ['that is a drill', { ...model, drill }, 'verdict'],
])('the names of the steps of a restore %s', (_title, of, last) => {
  const always = ['submit', 'submitted', 'hold', 'wait', 'restored'];
  expect(stepNames(of)).toEqual([...always, ...(last === '' ? [] : [last])]);
  expect(STEP_NAMES).toEqual([...always, 'removal', 'verdict']);
});

test('the step of a setting, and of one that sets a password', () => {
  const triggers = { cluster_id: 'in01-clone' };
  const password = {
    key: 'user',
    journals: '.cluster-restore',
    sink: { kind: 'file', path: 'p' },
  } as const;
  expectWritten('setting', settingResource({ ...model, triggers }, tokens));
  expectWritten('setting-of-password', settingResource({ ...model, triggers, password }, tokens));
});

test('what is left of a restore that the code removes', () => {
  expectWritten('removed', removalResource({ ...model, address: address('submitted') }));
  const without = removalResource({ ...model, address: address('submitted'), sources: undefined });
  const spec = without.provisioner?.[0]?.['local-exec'].environment.CLUSTER_RESTORE_SPEC;
  expect(spec).toContain('"sources":""');
});

describe('a group', () => {
  const { followed: _none, ...facts } = model.facts;
  const members = [
    { ...model, submitted: address('submitted') },
    { ...model, key: 'news', path: 'stack/news', facts, submitted: 'null_resource.news_submitted' },
  ];

  test('has a step that holds and one that waits for every member', () => {
    const group = { ...model, path: 'stack/group', hold: 'null_resource.group_hold', members };
    expectWritten('group', groupResources(group));
  });

  test('needs bytes for what is known of each member, and for what is recorded', () => {
    const bytes = (change: object) =>
      groupBytes([{ ...model, requestLength: 1000, ...change } as never]);
    const known = 'CLUSTER_RESTORE_MEMBER_zillizrestoreClusterstack/articlesarticles'.length + 100;
    expect(bytes({})).toBe(known + 2 * 80);
    // Without its own list every fact is followed, and the jobs have the names of the requests.
    expect(bytes({ facts })).toBe(known + 3 * 80 + 1000);
    expect(groupBytes([])).toBe(0);
    const two = [model, model].map((one) => ({ ...one, requestLength: 0 }));
    expect(groupBytes(two as never)).toBe(2 * bytes({}));
  });
});
