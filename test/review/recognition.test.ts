import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fn, TerraformLocal, TerraformVariable } from 'cdktf';
import {
  cockroach,
  PasswordSink,
  RemovalPolicy,
  Replacement,
  Rerun,
  RestoreGroup,
  zilliz,
} from '../../src';
import { planOf } from '../../src/review/model/plan';
import { WrongInput } from '../../src/review/wrong-input';
import { cockroachClusterProps, LEDGER, LEDGER_STAGING } from '../support/cockroach';
import { newFolder } from '../support/terraform';
import { BACKUP, clusterProps, SOURCE_CLUSTER } from '../support/zilliz';
import { AlteredStack, type Json } from './alterations';
import { synthesised } from './app';

const NOW = new Date('2026-11-21T08:00:00Z');
const folder = join(newFolder('recognition'), 'cdktf.out');
const BACKUP_OF = { clusterId: SOURCE_CLUSTER, backupId: BACKUP };

// Restores with expressions in every place, and each kind of step.
beforeAll(() => {
  synthesised(folder, (search, orders) => {
    const given = new TerraformVariable(search, 'given', { type: 'string' });
    const local = new TerraformLocal(search, 'name', `a-\${var.given}`);
    const clone = new zilliz.RestoredCluster(search, 'clone', {
      ...clusterProps({
        uniqueName: true,
        restoreVersionPolicy: undefined,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      backup: zilliz.Backup.latest({ clusterId: SOURCE_CLUSTER }),
      cuSize: new TerraformVariable(search, 'cu', { type: 'number' }).numberValue,
      acknowledge: [{ ruleId: 'ZILLIZ_CMEK_DROPPED', reason: 'Synthetic data' }],
      rerun: Rerun.onToken('2026-11'),
      replacement: Replacement.AFTER_VERIFICATION,
    });
    new zilliz.RestoredCluster(search, 'dropped', {
      ...clusterProps({ clusterName: 'dropped', removalPolicy: RemovalPolicy.DESTROY }),
    });
    const collections = (id: string, rerun: Rerun) =>
      new zilliz.RestoredCollections(search, id, {
        backup: zilliz.Backup.fromId(BACKUP_OF),
        targetCluster: clone.clusterId,
        collectionMappings: [
          { dbName: 'default', destDbName: `copy_${Fn.lower(local.asString)}"` },
          { dbName: `$\{literal}`, collectionName: 'b', destCollectionName: 'b' },
        ],
        rerun,
      });
    const members = [
      collections('backup', Rerun.whenBackupChanges()),
      collections('anything', Rerun.whenAnythingChanges()),
    ];
    new RestoreGroup(search, 'all', { restores: members });
    collections('never', Rerun.once());
    collections('token', Rerun.onToken(`$\{on} $${given.stringValue}`));
    collections('plain', Rerun.onToken(`on-${given.stringValue}`));
    const rollback = new cockroach.RestoredCluster(orders, 'rollback', {
      ...cockroachClusterProps(),
      wipeDestination: true,
    });
    new cockroach.SqlUserPassword(orders, 'app', {
      restored: rollback,
      sqlUser: new TerraformVariable(orders, 'user', { type: 'string' }).stringValue,
      passwordSink: PasswordSink.file('app.password'),
    });
    new cockroach.BackupSettings(orders, 'schedule', {
      cluster: rollback.clusterId,
      plan: cockroach.Plan.STANDARD,
      frequencyMinutes: 60,
    });
    new cockroach.RestoreDrill(orders, 'drill', {
      backup: cockroach.Backup.latest({ clusterId: LEDGER }),
      destinationCluster: LEDGER_STAGING,
      database: 'ledger',
      rerun: Rerun.onToken('2026-12'),
      rtoMinutes: 60,
    });
  });
});

type Name = 'search' | 'orders';

/** What the review finds wrong with an altered stack, addresses without their hashes. */
function found(name: Name, edit: (stack: AlteredStack) => void): string[] {
  const altered = new AlteredStack(folder, name);
  edit(altered);
  const stacks = (['orders', 'search'] as const).map((one) => ({
    name: one,
    file: `stacks/${one}/cdk.tf.json`,
    text: '',
    parse: () =>
      one === name
        ? altered.json
        : JSON.parse(readFileSync(join(folder, 'stacks', one, 'cdk.tf.json'), 'utf8')),
  }));
  const { restores, notReviewed } = planOf({ label: 'cdktf.out', stacks }, NOW);
  const lines = [
    ...notReviewed.map(({ address, why }) => `${address}: ${why}`),
    ...restores.flatMap(({ findings }) =>
      findings
        .filter(({ ruleId }) => ruleId === 'STEP_ALTERED')
        .map(({ path, problem, got }) => `${path}: ${problem}, got ${JSON.stringify(got)}`),
    ),
  ];
  return lines.map((line) => line.replace(/_[0-9A-F]{8}\b/g, ''));
}

/** Takes the notes of cdktf out of every block. */
function withoutNotes(json: Json): void {
  for (const value of Object.values<Json>(json)) {
    if (typeof value !== 'object' || value === null) continue;
    delete value['//'];
    withoutNotes(value);
  }
}

test.each<[Name, string, string]>([
  ['search', 'search/never/submit', 'never_submit'],
  ['orders', 'orders/schedule/settings', 'schedule_settings'],
])(
  'a declaration of another form, of which nothing can be said, is a wrong input',
  (name, path, step) => {
    const edit = (stack: AlteredStack) =>
      stack.editSpec(path, (spec) => {
        spec.declaration = {};
      });
    expect(() => found(name, edit)).toThrow(WrongInput);
    expect(() => found(name, edit)).toThrow(
      new RegExp(
        `^cdktf.out/stacks/${name}/cdk.tf.json: CLUSTER_RESTORE_SPEC of null_resource.${step}_\\w+ must be a step that`,
      ),
    );
  },
);

test.each(['search', 'orders'] as const)('%s is as synth writes it', (name) => {
  expect(found(name, () => {})).toEqual([]);
});

test.each(['search', 'orders'] as const)(
  'the steps of %s belong together by what they name too, without the notes of cdktf',
  (name) => {
    expect(found(name, ({ json }) => withoutNotes(json))).toEqual([]);
  },
);

const NOT_BUILT =
  'the steps of this declaration cannot be built again, so they were not compared, got undefined';
const SUBMIT = 'search/never/submit';

describe('a step from which its restore cannot be built again is an altered one', () => {
  const spec =
    (path: string, edit: (spec: Json) => void): ((stack: AlteredStack) => void) =>
    (stack) =>
      stack.editSpec(path, edit);

  test.each<[string, Name, string, (stack: AlteredStack) => void]>([
    ['without a key', 'search', 'never_submit', spec(SUBMIT, (one) => void delete one.key)],
    [
      'without a timeout',
      'search',
      'never_submit',
      spec(SUBMIT, (one) => void delete one.timeoutMinutes),
    ],
    [
      'with journals that are not a text',
      'search',
      'never_submit',
      (s) => {
        s.execOf(SUBMIT).environment.CLUSTER_RESTORE_JOURNALS = [''];
      },
    ],
    [
      'with another folder of journals above',
      'search',
      'never_submit',
      (s) => {
        const { environment } = s.execOf(SUBMIT);
        environment.CLUSTER_RESTORE_JOURNALS = environment.CLUSTER_RESTORE_JOURNALS.replaceAll(
          '.cluster-restore',
          '.cluster-restore/..',
        );
      },
    ],
  ])('%s', (_title, name, step, edit) => {
    expect(found(name, edit)).toContainEqual(`null_resource.${step}: ${NOT_BUILT}`);
  });
});

describe('what is altered of a step with expressions is found', () => {
  const VALUE = 'CLUSTER_RESTORE_VALUE_0';
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: expressions of Terraform.
  test.each<[string, Name, (stack: AlteredStack) => void, RegExp]>([
    [
      'another expression in one of its steps',
      'search',
      (s) => {
        s.execOf('search/never/wait').environment[VALUE] = '${var.other}';
      },
      /^null_resource.never_wait: provisioner\[0\].local-exec.environment.CLUSTER_RESTORE_VALUE_0 is not as synth/,
    ],
    [
      'an expression that its trigger has not',
      'search',
      (s) => {
        s.execOf('search/never/submit').environment[VALUE] = '${var.other}';
      },
      /^null_resource.never_submit: triggers.\w+ is not as synth writes it/,
    ],
    [
      'a text with a directive',
      'search',
      (s) => {
        s.execOf('search/never/submit').environment[VALUE] = '%{if true}a%{endif}';
      },
      /^null_resource.never_submit: /,
    ],
    [
      'a number that its trigger has not',
      'search',
      (s) => {
        const { environment } = s.execOf('search/clone/submit');
        const name = Object.keys(environment).find((key) => environment[key] === '${var.cu}');
        environment[name ?? ''] = '${var.given}';
      },
      /^null_resource.clone_submit: triggers.\w+ is not as synth writes it/,
    ],
    [
      'another token',
      'search',
      (s) => {
        s.at('search/token/submit').triggers.rerun_token = '${var.other}';
      },
      /^null_resource.token_submit: provisioner\[0\].local-exec.environment.CLUSTER_RESTORE_VALUE_0 is not/,
    ],
    [
      'another folder of journals of a password',
      'orders',
      (s) => {
        s.execOf('orders/app/settings').environment.CLUSTER_RESTORE_JOURNALS = '/tmp';
      },
      /^null_resource.app_settings: provisioner\[0\].local-exec.environment.CLUSTER_RESTORE_JOURNALS is not/,
    ],
    ...['passwordSink', 'key'].map(
      (field): [string, Name, (stack: AlteredStack) => void, RegExp] => [
        `a password without its ${field}`,
        'orders',
        (s) => s.editSpec('orders/app/settings', (spec) => void delete spec[field]),
        /^null_resource.app_settings: provisioner\[0\].local-exec.environment.CLUSTER_RESTORE_(?:SPEC|JOURNALS) is not/,
      ],
    ),
    [
      'a step of another restore with the path of one',
      'search',
      (s) => {
        const copy = structuredClone(s.at('search/never/wait'));
        copy['//'].metadata.path = 'search/never/elsewhere';
        s.resources.elsewhere = copy;
      },
      /^null_resource.elsewhere: a step of a restore whose submission is not in this stack$/,
    ],
  ])('%s', (_title, name, edit, line) => {
    expect(found(name, edit)).toContainEqual(expect.stringMatching(line));
  });
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: expressions of Terraform.

  const STEPS: readonly [Name, string, string][] = [
    ...['submitted', 'hold', 'wait', 'restored'].map((step): [Name, string, string] => [
      'search',
      'clone',
      step,
    ]),
    ['search', 'dropped', 'removal'],
    ['orders', 'drill', 'verdict'],
  ];
  test.each(STEPS)(
    '%s: a step of %s that is missing is so without the notes of cdktf too: %s',
    (name, restore, step) => {
      const lines = found(name, (s) => {
        delete s.resources[s.nameOf(`${name}/${restore}/${step}`)];
        withoutNotes(s.json);
      });
      expect(lines).toContainEqual(
        `null_resource.${restore}_submit: its step "${step}" is missing, got undefined`,
      );
    },
  );
});

test('triggers are shown with the values that variables and locals give', () => {
  const search = new AlteredStack(folder, 'search');
  search.json.variable.given.default = 'G';
  const parse = () => search.json;
  const stack = { name: 'search', file: 'stacks/search/cdk.tf.json', text: '', parse };
  const { restores } = planOf({ label: 'cdktf.out', stacks: [stack] }, NOW);
  const rerunOf = (path: string) => restores.find((one) => one.path === path)?.rerun;
  expect(rerunOf('search/plain')?.identity).toEqual({ rerun_token: 'on-G' });
  const { identity } = rerunOf('search/anything') ?? {};
  // A function stays, with what it reads.
  expect(JSON.stringify(identity)).toContain('where local.name');
});
