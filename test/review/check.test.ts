import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cockroach, zilliz } from '../../src';
import { cli } from '../cli/cli';
import { cockroachClusterProps } from '../support/cockroach';
import { newFolder } from '../support/terraform';
import { BACKUP, clusterProps, SOURCE_CLUSTER, STAGING_PROJECT } from '../support/zilliz';
import { synthesised } from './app';

const PROGRAM = join(__dirname, '..', '..', 'lib', 'bin', 'cluster-restore.cjs');
const cwd = newFolder('check');

/** A backup of which everything is known that a rule could ask for. */
const known = {
  clusterId: SOURCE_CLUSTER,
  backupId: BACKUP,
  createTime: '2026-11-20T02:00:00Z',
  milvusVersion: '2.5.x',
  latestGaVersion: '2.6.x',
  regionId: 'aws-us-west-2',
};

beforeAll(() => {
  const cluster = (name: string, change: Partial<zilliz.RestoredClusterProps>, encrypted = false) =>
    synthesised(join(cwd, name), (search) => {
      const backup = zilliz.Backup.fromId({ ...known, encrypted });
      new zilliz.RestoredCluster(search, 'articles', { ...clusterProps(), backup, ...change });
    });
  const reason = 'Synthetic data only';
  cluster('clean.out', { owner: 'team-search' });
  cluster('warning.out', { backup: zilliz.Backup.latest({ clusterId: SOURCE_CLUSTER }) });
  cluster('open.out', {}, true);
  cluster('accepted.out', { acknowledge: [{ ruleId: 'ZILLIZ_CMEK_DROPPED', reason }] }, true);
  cluster('broken.out', { cuSize: 3 });
  synthesised(join(cwd, 'erasing.out'), (_search, orders) => {
    new cockroach.RestoredCluster(orders, 'rollback', cockroachClusterProps());
  });
  const put = (file: string, policy: object) =>
    writeFileSync(join(cwd, file), JSON.stringify(policy));
  put('kept.json', { version: 1, allowedTargetProjects: [STAGING_PROJECT], requireOwner: true });
  put('broken.json', {
    version: 1,
    allowedTargetProjects: ['proj-other'],
    backupNotOlderThanHours: 2,
    requireExpiry: true,
  });
  put('wrong.json', { version: 1, requireOwner: 'yes', allowedProjects: [], largestCuSize: 0 });
});

test('a shell script as CI would run it gets the documented exit codes', () => {
  const output = execFileSync('bash', [join(__dirname, 'check.sh'), PROGRAM, cwd], {
    encoding: 'utf8',
  });
  expect(output.trim().split('\n')).toEqual([
    'clean 0',
    'warning 0',
    'not-acknowledged 1',
    'acknowledged 0',
    'error 1',
    'policy-kept 0',
    'policy-broken 1',
    'policy-wrong 2',
    'never 0',
    'destructive 1',
    'destructive-no-change 0',
    'any-change 1',
    'any-change-none 0',
    'no-output 2',
    'wrong-level 2',
  ]);
  const said = (file: string) => readFileSync(join(cwd, file), 'utf8').trim().split('\n');
  expect(said('not-acknowledged.log')[0]).toMatch(
    /^error search\/articles: cmek: .*\[ZILLIZ_CMEK_DROPPED\]$/,
  );
  expect(said('policy-broken.log').filter((line) => line.startsWith('error'))).toEqual([
    'error search/articles: targetProject: clusters may be created in "proj-other" only, got "proj-7c41d0b2e98f4a6d5e3c1f". Choose one of these, or change the policy. [POLICY_ALLOWED_TARGET_PROJECTS]',
    'error search/articles: backup: must be at most 2 hours old, and is 45 (depends on the hour), got "2026-11-20T02:00:00Z". Choose a newer backup, or change the policy. [POLICY_BACKUP_NOT_OLDER_THAN_HOURS]',
    'error search/articles: expiresOn: must be stated. Set the prop expiresOn. [POLICY_REQUIRE_EXPIRY]',
  ]);
  expect(said('policy-wrong.err')).toEqual([
    'wrong.json: largestCuSize must be a number above 0, got 0. Correct it.',
    'wrong.json: requireOwner must be true or false, got "yes". Correct it.',
    'wrong.json: "allowedProjects" is not a rule of a policy. Use version, allowedTargetProjects, forbiddenDestinations, largestCuSize, backupNotOlderThanHours, expiresWithinDays, allowedAddresses, requireOwner, requireDataClass, requireExpiry, allowUnknownValues.',
  ]);
  expect(said('destructive.log')[0]).toBe(
    'error orders/rollback: needs approval: SQL users, grants, zone configurations and further system tables of cluster 2b9d4e61-0c7f-4a35-8e1d-7c6b5a493827 are replaced by those of the backup; the restore is refused while it holds databases or tables. Approve the change, then run the check with a lower --fail-on than destructive. [APPROVAL]',
  );
});

describe('the policy', () => {
  async function objections(policy: object, output = 'clean.out') {
    writeFileSync(join(cwd, 'p.json'), JSON.stringify({ version: 1, ...policy }));
    const { out } = await cli(['check', output, '--policy', 'p.json', '--format', 'json'], { cwd });
    return (JSON.parse(out).objections as { ruleId: string; level: string }[])
      .filter(({ ruleId }) => ruleId.startsWith('POLICY_'))
      .map(({ ruleId, level }) => `${level} ${ruleId}`);
  }

  test.each([
    ['a size below the greatest', { largestCuSize: 4 }, []],
    ['a size at the greatest', { largestCuSize: 2 }, []],
    ['a size above the greatest', { largestCuSize: 1 }, ['error POLICY_LARGEST_CU_SIZE']],
    ['a backup younger than allowed', { backupNotOlderThanHours: 31 }, []],
    ['a backup at the limit', { backupNotOlderThanHours: 30 }, []],
    [
      'a backup older than allowed',
      { backupNotOlderThanHours: 29 },
      ['error POLICY_BACKUP_NOT_OLDER_THAN_HOURS'],
    ],
    [
      'a data class that is missing',
      { requireDataClass: true },
      ['error POLICY_REQUIRE_DATA_CLASS'],
    ],
    [
      'an empty list of projects',
      { allowedTargetProjects: [] },
      ['error POLICY_ALLOWED_TARGET_PROJECTS'],
    ],
  ])('%s', async (_title, policy, expected) => {
    expect(await objections(policy)).toEqual(expected);
  });

  test('a destination that is forbidden', async () => {
    const forbidden = { forbiddenDestinations: ['2b9d4e61-0c7f-4a35-8e1d-7c6b5a493827'] };
    expect(await objections(forbidden, 'erasing.out')).toEqual([
      'error POLICY_FORBIDDEN_DESTINATIONS',
    ]);
    expect(await objections(forbidden)).toEqual([]);
  });

  test('what is not known fails, or is only shown', async () => {
    const rule = { backupNotOlderThanHours: 1 };
    expect(await objections(rule, 'warning.out')).toEqual([
      'error POLICY_BACKUP_NOT_OLDER_THAN_HOURS',
    ]);
    expect(await objections({ ...rule, allowUnknownValues: true }, 'warning.out')).toEqual([
      'note POLICY_BACKUP_NOT_OLDER_THAN_HOURS',
    ]);
  });
});

describe('acknowledgements', () => {
  async function errors(ruleId: string, reason: string): Promise<string[]> {
    const folder = `ack-${ruleId}-${reason.length}.out`;
    synthesised(join(cwd, folder), (search) => {
      const backup = zilliz.Backup.fromId({ ...known, encrypted: true });
      new zilliz.RestoredCluster(search, 'a', {
        ...clusterProps(),
        backup,
        acknowledge: [{ ruleId, reason }],
      });
    });
    const { out } = await cli(['check', folder], { cwd });
    return out.split('\n').filter((line) => line.includes('acknowledge['));
  }

  test.each([
    [
      'an unknown id',
      'ZILLIZ_NONE',
      'why not',
      'error search/a: acknowledge[0]: is not a rule of this construct, got "ZILLIZ_NONE". Copy the id from the square brackets at the end of the finding. [ZILLIZ_PROPS]',
    ],
    [
      'an empty reason',
      'ZILLIZ_CMEK_DROPPED',
      ' ',
      'error search/a: acknowledge[0]: has no reason, got " ". State why the finding is accepted: the reviewer reads it. [ZILLIZ_PROPS]',
    ],
    [
      'one that accepts nothing',
      'ZILLIZ_CMEK_PLAN',
      'why not',
      'error search/a: acknowledge[0]: accepts a finding that this restore does not have, got "ZILLIZ_CMEK_PLAN". Remove the acknowledgement. [ZILLIZ_PROPS]',
    ],
  ])('%s is an error', async (_title, ruleId, reason, line) => {
    expect(await errors(ruleId, reason)).toEqual([line]);
  });
});

test.each(['sarif', 'github', 'gitlab', 'junit', 'json', 'text'])(
  'check as %s shows the same objections',
  async (format) => {
    const { out, code } = await cli(['check', 'broken.out', '--format', format], { cwd });
    expect(code).toBe(1);
    expect(out).toContain('ZILLIZ_CU_SIZE');
    expect(out).toContain('search/articles');
  },
);
