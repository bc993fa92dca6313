import type { BackupFacts } from '../../../src/zilliz/model/declaration';
import { versionPolicy } from '../../../src/zilliz/rules/version-policy';
import { daysAgo, foundBy, said } from '../../support/rules';

type Policy = 'LATEST' | 'ORIGINAL';
const SECOND = 1 / 86_400;
/** The page's example: the latest version that is generally available is 2.6.x. */
const latestGaVersion = '2.6.x';

function of(known: BackupFacts, restoreVersionPolicy: Policy = 'ORIGINAL') {
  const backup = { clusterId: 'in01-3b1c0a5d4e6f789', backupId: 'backup11_1', known };
  return { backup, restoreVersionPolicy };
}

const severity = (known: BackupFacts, policy: Policy = 'ORIGINAL') =>
  said(versionPolicy, of(known, policy)).map((line) => line.split(':')[0]);

describe('ZILLIZ_VERSION_POLICY', () => {
  describe('the three examples of the page', () => {
    test('a 2.5.x backup of the last 30 days can be restored to 2.6.x and to 2.5.x', () => {
      const known = { createTime: daysAgo(12), milvusVersion: '2.5.x', latestGaVersion };
      expect(severity(known, 'LATEST')).toEqual([]);
      expect(severity(known, 'ORIGINAL')).toEqual([]);
    });

    test('a 2.5.x backup of more than 30 days ago can be restored to 2.6.x alone', () => {
      const known = { createTime: daysAgo(43.4), milvusVersion: '2.5.x', latestGaVersion };
      expect(severity(known, 'LATEST')).toEqual([]);
      expect(said(versionPolicy, of(known))).toEqual([
        'acknowledge: restoreVersionPolicy: the backup is 43 days old, and ORIGINAL is offered for 30 days, got "ORIGINAL". Use LATEST or a newer backup. [ZILLIZ_VERSION_POLICY]',
      ]);
    });

    test('a 2.6.x backup can be restored to 2.6.x alone, whatever its age', () => {
      const known = { createTime: daysAgo(2), milvusVersion: '2.6.x', latestGaVersion };
      expect(severity(known, 'LATEST')).toEqual([]);
      expect(said(versionPolicy, of(known))).toEqual([
        'acknowledge: restoreVersionPolicy: the backup already has Milvus 2.6.x, and 2.6.x is the latest generally available version, got "ORIGINAL". Use LATEST, which is the same version. [ZILLIZ_VERSION_POLICY]',
      ]);
    });
  });

  test.each([
    ['a second less than 30 days old', 30 - SECOND, []],
    ['exactly 30 days old, which is not more than 30', 30, []],
    ['a second more than 30 days old', 30 + SECOND, ['acknowledge']],
    ['made in the future by the clock of another machine', -0.01, []],
  ])('a backup %s', (_title, days, severities) => {
    const known = { createTime: daysAgo(days), milvusVersion: '2.5.x', latestGaVersion };
    expect(severity(known)).toEqual(severities);
  });

  test('does not call a backup of 30 days and a second "30 days old"', () => {
    expect(said(versionPolicy, of({ createTime: daysAgo(30 + SECOND) }))).toEqual([
      'acknowledge: restoreVersionPolicy: the backup is older than 30 days, and ORIGINAL is offered for 30 days, got "ORIGINAL". Use LATEST or a newer backup. [ZILLIZ_VERSION_POLICY]',
    ]);
  });

  test.each([
    ['2.5.13', '2.6.1', []],
    ['v2.5.4', '2.6', []],
    ['2.6.0', '2.6.9', ['acknowledge']],
    ['2.7.x', '2.6.x', ['acknowledge']],
    ['2.9.x', '2.10.x', []],
    ['2.6.x', '3.0.x', []],
  ])('release %s with %s as the latest', (milvusVersion, latest, severities) => {
    const known = { createTime: daysAgo(1), milvusVersion, latestGaVersion: latest };
    expect(severity(known)).toEqual(severities);
  });

  describe('where the catalog lists what is offered', () => {
    const both = ['LATEST', 'ORIGINAL'];

    test('rejects what is not offered', () => {
      const known = { createTime: daysAgo(3), restoreNewInstancePolicies: ['LATEST'] };
      expect(said(versionPolicy, of(known))).toEqual([
        'acknowledge: restoreVersionPolicy: the catalog offers LATEST for this backup, got "ORIGINAL". Use LATEST, or another backup. [ZILLIZ_VERSION_POLICY]',
      ]);
      expect(severity({ restoreNewInstancePolicies: ['ORIGINAL'] }, 'LATEST')).toEqual([
        'acknowledge',
      ]);
    });

    test('names all that is offered', () => {
      const known = { createTime: daysAgo(3), restoreNewInstancePolicies: ['LATEST', 'NEWER'] };
      expect(said(versionPolicy, of(known))).toEqual([
        'acknowledge: restoreVersionPolicy: the catalog offers LATEST and NEWER for this backup, got "ORIGINAL". Use LATEST or NEWER, or another backup. [ZILLIZ_VERSION_POLICY]',
      ]);
    });

    test('does not give the age as the reason why LATEST is not offered', () => {
      const known = { createTime: daysAgo(43), restoreNewInstancePolicies: ['ORIGINAL'] };
      expect(said(versionPolicy, of(known, 'LATEST'))).toEqual([
        'acknowledge: restoreVersionPolicy: the catalog offers ORIGINAL for this backup, got "LATEST". Use ORIGINAL, or another backup. [ZILLIZ_VERSION_POLICY]',
      ]);
    });

    test('gives the age as the reason where it is the reason', () => {
      const known = { createTime: daysAgo(43), restoreNewInstancePolicies: ['LATEST'] };
      expect(said(versionPolicy, of(known)).join()).toContain('the backup is 43 days old');
    });

    test('accepts what is offered, and an unknown Milvus version with it', () => {
      const known = { createTime: daysAgo(3), restoreNewInstancePolicies: both };
      expect(severity(known)).toEqual([]);
      expect(severity(known, 'LATEST')).toEqual([]);
    });

    test('lets the catalog decide, and warns, where age and offer disagree', () => {
      const known = { createTime: daysAgo(31), restoreNewInstancePolicies: both };
      expect(said(versionPolicy, of(known))).toEqual([
        'warning: restoreVersionPolicy: the backup is 31 days old, and ORIGINAL is offered for 30 days, got "ORIGINAL". Use LATEST or a newer backup. [ZILLIZ_VERSION_POLICY]',
      ]);
    });

    test('takes an empty list for no list', () => {
      const known = { createTime: daysAgo(1), restoreNewInstancePolicies: [] };
      expect(severity(known)).toEqual(['unchecked']);
    });
  });

  test.each<[BackupFacts, string]>([
    [{}, 'the creation time of the backup, its Milvus version and the latest GA version'],
    [{ createTime: daysAgo(2) }, 'its Milvus version and the latest GA version'],
    [{ createTime: daysAgo(2), milvusVersion: '2.5.x' }, 'the latest GA version'],
    [{ milvusVersion: '2.5.x', latestGaVersion }, 'the creation time of the backup'],
  ])('says what it could not check with %j', (known, missing) => {
    expect(said(versionPolicy, of(known))).toEqual([
      `unchecked: restoreVersionPolicy: synth cannot tell whether ORIGINAL is offered without ${missing}, got "ORIGINAL". Use Backup.fromCatalog to check it at synth; the runner asks the API before it restores. [ZILLIZ_VERSION_POLICY]`,
    ]);
  });

  test('does not ask for the age of the latest backup, which is made later', () => {
    const known = { milvusVersion: '2.5.x', latestGaVersion };
    const backup = { clusterId: 'in01-3b1c0a5d4e6f789', latest: true as const, known };
    expect(said(versionPolicy, { backup, restoreVersionPolicy: 'ORIGINAL' })).toEqual([]);
  });

  test('does not ask for the age of a backup that is made now, and nothing where the catalog is broken', () => {
    const known = { milvusVersion: '2.5.x', latestGaVersion };
    const now = { clusterId: 'in01-3b1c0a5d4e6f789', now: {}, known };
    expect(said(versionPolicy, { backup: now, restoreVersionPolicy: 'ORIGINAL' })).toEqual([]);
    expect(
      said(
        versionPolicy,
        of({ catalogProblem: { kind: 'unreadable', problem: 'it is no JSON', fix: 'Correct it' } }),
      ),
    ).toEqual([]);
  });

  test('a backup that is too old has a finding because of time, one of a newer version has not', () => {
    const causes = (known: BackupFacts) =>
      foundBy(versionPolicy, of(known)).map(({ cause }) => cause);
    expect(causes({ createTime: daysAgo(43) })).toEqual(['time']);
    expect(causes({ milvusVersion: '2.6.x', latestGaVersion })).toEqual([undefined]);
  });

  test.each([
    [30, 0],
    [31, 1],
  ])('a backup of at least %d days has the age of its moment', (days, count) => {
    const known = { milvusVersion: '2.5.x', latestGaVersion };
    const backup = { clusterId: 'in01-3b1c0a5d4e6f789', before: { time: daysAgo(days) }, known };
    expect(said(versionPolicy, { backup, restoreVersionPolicy: 'ORIGINAL' })).toHaveLength(count);
  });

  test('says nothing without a policy, or with one that only Terraform knows', () => {
    const { backup } = of({ createTime: daysAgo(43) });
    expect(said(versionPolicy, { backup })).toEqual([]);
    expect(said(versionPolicy, { backup }, { unknown: ['restoreVersionPolicy'] })).toEqual([]);
    expect(said(versionPolicy, { restoreVersionPolicy: 'ORIGINAL' })).toEqual([]);
  });
});
