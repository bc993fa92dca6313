import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import { PasswordSink, RemovalPolicy, Rerun, zilliz } from '../../src';
import { folderFromStack, isInOutputOf } from '../../src/restore/private/places';
import { refusalOf, synthesised } from '../support/app';
import { stepOf } from '../support/runner';
import { newFolder } from '../support/terraform';
import { BACKUP, SOURCE_CLUSTER, STAGING_PROJECT } from '../support/zilliz';

const props = (change: object = {}): zilliz.RestoreDrillProps => ({
  backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
  targetProject: STAGING_PROJECT,
  cuSize: 2,
  rerun: Rerun.onToken('2026-12'),
  ...change,
});

const drill = (scope: Construct, change: object = {}) =>
  new zilliz.RestoreDrill(scope, 'drill', props(change));

const BY_TOKEN = 'Give Rerun.onToken("2026-12"): each token is one drill. [ZILLIZ_PROPS]';
const OR_NOT = 'Give the minutes of the objective, or leave it out. [ZILLIZ_PROPS]';

describe('what a drill refuses', () => {
  test.each<[string, object, string[]]>([
    ['no token', { rerun: undefined }, [`rerun: needs the token of the drill. ${BY_TOKEN}`]],
    [
      'a rerun without a token',
      { rerun: Rerun.whenBackupChanges() },
      [`rerun: needs the token of the drill, got "backup". ${BY_TOKEN}`],
    ],
    [
      'a blank token',
      { rerun: Rerun.onToken(' ') },
      [
        'rerun: needs a token that is not blank, got " ". Give Rerun.onToken a date or a ticket number; a variable may be empty. [ZILLIZ_PROPS]',
      ],
    ],
    [
      'a recovery time of nothing',
      { rtoMinutes: 0 },
      [`rtoMinutes: must be more than 0 and at most 360 (timeoutMinutes), got 0. ${OR_NOT}`],
    ],
    [
      'a recovery time for which nobody waits',
      { rtoMinutes: 31, timeoutMinutes: 30 },
      [`rtoMinutes: must be more than 0 and at most 30 (timeoutMinutes), got 31. ${OR_NOT}`],
    ],
    [
      'a recovery point of more than a year',
      { rpoMinutes: 525601 },
      [`rpoMinutes: must be more than 0 and at most 525600 (365 days), got 525601. ${OR_NOT}`],
    ],
    [
      'text for minutes',
      { rpoMinutes: '60' },
      [`rpoMinutes: must be a number, got "60". ${OR_NOT}`],
    ],
    [
      'a blank folder',
      { resultsFolder: ' ' },
      [
        'resultsFolder: must be the path of a folder, got " ". Give a folder such as "drills". [ZILLIZ_PROPS]',
      ],
    ],
    [
      'a folder in the home that only a shell knows',
      { resultsFolder: '$HOME/drills' },
      [
        'resultsFolder: must not begin with what only a shell replaces, got "$HOME/drills". Give a folder such as "drills". [ZILLIZ_PROPS]',
      ],
    ],
    [
      'a choice that is none',
      { checkContents: 'yes' },
      [
        'checkContents: must be true or false, got "yes". Give a boolean, or leave it out. [ZILLIZ_PROPS]',
      ],
    ],
    [
      'a command as text',
      { checkCommand: 'node check.mjs' },
      [
        'checkCommand: needs a command as a list of strings, got "node check.mjs". Write it as ["node", "check-restore.mjs"]. [ZILLIZ_PROPS]',
      ],
    ],
    [
      'a command without a program',
      { checkCommand: [] },
      ['checkCommand: needs a program to start, got "". Give its name. [ZILLIZ_PROPS]'],
    ],
    [
      'a command of more than an hour',
      { checkCommand: ['true'], checkTimeoutSeconds: 3601 },
      [
        'checkTimeoutSeconds: must give the command at most 3600 seconds, got 3601. The default is 60. [ZILLIZ_PROPS]',
      ],
    ],
    [
      'a time without a command',
      { checkTimeoutSeconds: 60 },
      [
        'checkTimeoutSeconds: is set without checkCommand, got 60. Give checkCommand, or leave it out. [ZILLIZ_PROPS]',
      ],
    ],
    [
      'a removal policy: its target goes in any case',
      { removalPolicy: RemovalPolicy.RETAIN },
      [expect.stringContaining('removalPolicy: ') as unknown as string],
    ],
  ])('%s', (_title, change, lines) => {
    const expected = lines.map((line) =>
      typeof line === 'string' ? `[stack/drill] ${line}` : line,
    );
    expect(refusalOf((stack) => drill(stack, change))).toEqual(expected);
  });

  test.each<[string, object]>([
    ['the least of everything', {}],
    ['a recovery time at the timeout', { rtoMinutes: 30, timeoutMinutes: 30 }],
    ['a recovery time at the default timeout', { rtoMinutes: 360 }],
    ['a recovery point of a year', { rpoMinutes: 525600 }],
    ['a fraction', { rtoMinutes: 0.5, rpoMinutes: 0.5 }],
    ['a command of an hour', { checkCommand: ['true'], checkTimeoutSeconds: 3600 }],
    ['a sink for the password', { passwordSink: PasswordSink.file('password') }],
  ])('but not %s', (_title, change) => {
    expect(refusalOf((stack) => drill(stack, change))).toEqual([]);
  });

  test('an objective that is known after apply', () => {
    const lines = refusalOf((stack) => {
      const minutes = new TerraformVariable(stack, 'rto', { type: 'number' }).numberValue;
      drill(stack, { rtoMinutes: minutes });
    });
    expect(lines).toEqual([`[stack/drill] rtoMinutes: must be known at synth. ${OR_NOT}`]);
  });

  test('the props of a drill in a restore that is none', () => {
    const lines = refusalOf((stack) => {
      const { rerun: _, ...rest } = props({ rtoMinutes: 5 });
      const wrong = {
        ...rest,
        clusterName: 'a',
        collectionStatus: 'KEEP',
        passwordSink: PasswordSink.discard(),
      };
      new zilliz.RestoredCluster(stack, 'drill', wrong as zilliz.RestoredClusterProps);
    });
    expect(lines).toEqual([expect.stringContaining('rtoMinutes: is not a prop')]);
  });
});

test('the drop of a drill waits for no backup, and nothing but a drill has a verdict', () => {
  const folder = synthesised((stack) => drill(stack, { rtoMinutes: 60 }));
  const { environment } = stepOf(folder, 'submitted', 'drill');
  expect(JSON.parse(environment.CLUSTER_RESTORE_SPEC ?? '')).not.toHaveProperty('next');
  expect(stepOf(folder, 'verdict', 'drill').environment).toHaveProperty('CLUSTER_RESTORE_SPEC');
  const { drill: written } = JSON.parse(
    stepOf(folder, 'wait', 'drill').environment.CLUSTER_RESTORE_SPEC ?? '',
  ) as { drill: object };
  expect(written).toEqual({
    token: '2026-12',
    results: 'drills',
    checkContents: true,
    rtoMinutes: 60,
  });
});

describe('the folder of the results', () => {
  let project: string;
  let before: string;
  beforeEach(() => {
    project = newFolder('project');
    mkdirSync(join(project, 'cdktf.out'));
    writeFileSync(join(project, 'cdktf.json'), '{}');
    before = process.cwd();
    process.chdir(project);
  });
  afterEach(() => process.chdir(before));

  test.each<[string, string, boolean]>([
    ['drills', '../../../drills', false],
    ['../drills', '../../../../drills', false],
    ['cdktf.out/drills', '../../drills', true],
    ['./cdktf.out', '../..', true],
    ['cdktf.outside', '../../../cdktf.outside', false],
    ['/var/drills', '/var/drills', false],
  ])('%s is %s from the folder of the stack', (path, from, isInside) => {
    const stack = new TerraformStack(new App({ outdir: 'cdktf.out' }), 'stack');
    expect([folderFromStack(stack, path), isInOutputOf(stack, path)]).toEqual([from, isInside]);
  });

  test('in the output is refused, because synth deletes that', () => {
    const lines = refusalIn('cdktf.out', 'cdktf.out/drills');
    expect(lines).toContain(
      'resultsFolder: must be outside of the output of synth, which may be deleted at any time, got "cdktf.out/drills". Give a folder such as "drills". [ZILLIZ_PROPS]',
    );
  });

  function refusalIn(outdir: string, resultsFolder: string): string {
    try {
      synthesised((stack) => drill(stack, { resultsFolder }), outdir);
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  }
});
