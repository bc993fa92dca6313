import type { PlannedRestore } from '../../src/review/model/schema';
import { policyBreaks } from '../../src/review/policy/breaks';
import type { PolicyDocument } from '../../src/review/policy/schema';
import { plannedRestore } from './parts';

const NOW = new Date('2026-11-21T00:00:00Z');
const breaks = (restore: Partial<PlannedRestore>, policy: Omit<PolicyDocument, 'version'>) =>
  policyBreaks({ restores: [plannedRestore(restore)] }, { version: 1, ...policy }, NOW).map(
    ({ ruleId, path, stops, got }) => ({
      ruleId,
      path,
      stops,
      ...(got === undefined ? {} : { got }),
    }),
  );

const PRODUCTION = 'in01-production';
/** Every way to restore into a cluster that exists, with the prop that names it. */
const INTO: readonly [string, string, PlannedRestore['action'], string][] = [
  ['zilliz', 'restoreCollections', 'add', 'targetCluster'],
  ['zilliz', 'restoreCollections', 'overwrite', 'targetCluster'],
  ['cockroach', 'restoreCluster', 'overwrite', 'destinationCluster'],
  ['cockroach', 'restoreDatabases', 'add', 'destinationCluster'],
  ['cockroach', 'restoreTables', 'add', 'destinationCluster'],
  ['cockroach', 'backupSettings', 'configure', 'cluster'],
];

describe.each(INTO)('a destination of %s %s (%s)', (vendor, operation, action, prop) => {
  const into = (clusterId: string): Partial<PlannedRestore> => ({
    vendor,
    operation,
    action,
    target: { kind: 'cluster', clusterId },
  });
  const ruleId = 'POLICY_FORBIDDEN_DESTINATIONS';
  const policy = { forbiddenDestinations: ['in01-other', PRODUCTION] };

  test('that is forbidden stops', () => {
    expect(breaks(into(PRODUCTION), policy)).toEqual([
      { ruleId, path: prop, stops: true, got: PRODUCTION },
    ]);
  });

  test('that is not forbidden passes', () => {
    expect(breaks(into('in01-staging'), policy)).toEqual([]);
    expect(breaks(into(PRODUCTION), {})).toEqual([]);
  });

  test('that is known after apply stops, unless the policy shows it only', () => {
    const open = {
      ...into('known after apply (`var.x`)'),
      knownAfterApply: [{ path: prop, expression: 'var.x' }],
    };
    expect(breaks(open, policy)).toEqual([{ ruleId, path: prop, stops: true }]);
    expect(breaks(open, { ...policy, allowUnknownValues: false })).toEqual([
      { ruleId, path: prop, stops: true },
    ]);
    expect(breaks(open, { ...policy, allowUnknownValues: true })).toEqual([
      { ruleId, path: prop, stops: false },
    ]);
  });
});

describe('the project of a new cluster', () => {
  const ruleId = 'POLICY_ALLOWED_TARGET_PROJECTS';
  const inProject = (project: string) => ({ target: { kind: 'cluster', project } });
  const policy = { allowedTargetProjects: ['proj-a', 'proj-b'] };

  test.each(['proj-a', 'proj-b'])('%s is allowed', (project) => {
    expect(breaks(inProject(project), policy)).toEqual([]);
  });

  test('that is not allowed stops', () => {
    const broken = { ruleId, path: 'targetProject', stops: true, got: 'proj-c' };
    expect(breaks(inProject('proj-c'), policy)).toEqual([broken]);
    expect(breaks(inProject('proj-c'), { allowedTargetProjects: [] })).toEqual([broken]);
  });

  test('that is known after apply stops, unless the policy shows it only', () => {
    const open = {
      ...inProject('known after apply (`var.x`)'),
      knownAfterApply: [{ path: 'targetProject', expression: 'var.x' }],
    };
    expect(breaks(open, policy)).toEqual([{ ruleId, path: 'targetProject', stops: true }]);
    expect(breaks(open, { ...policy, allowUnknownValues: true })).toEqual([
      { ruleId, path: 'targetProject', stops: false },
    ]);
  });

  test('is asked of what creates a cluster only', () => {
    expect(breaks({ ...inProject('proj-c'), action: 'add' }, policy)).toEqual([]);
  });
});

test.each<[string, PlannedRestore['size'], object[]]>([
  ['below the limit', { cu: 3, text: '', path: 'cuSize' }, []],
  ['at the limit', { cu: 4, text: '', path: 'cuSize' }, []],
  [
    'above the limit',
    { cu: 5, text: '', path: 'cuSize' },
    [{ ruleId: 'POLICY_LARGEST_CU_SIZE', path: 'cuSize', stops: true, got: 5 }],
  ],
  [
    'not known',
    { text: '', path: 'cuSize' },
    [{ ruleId: 'POLICY_LARGEST_CU_SIZE', path: 'cuSize', stops: true }],
  ],
  ['that there is none of', undefined, []],
])('a size %s', (_title, size, expected) => {
  expect(breaks({ size }, { largestCuSize: 4 })).toEqual(expected);
});

test.each([
  ['2026-11-19T00:00:00Z', 48, []],
  ['2026-11-18T23:59:59Z', 48, ['POLICY_BACKUP_NOT_OLDER_THAN_HOURS']],
  [undefined, 48, ['POLICY_BACKUP_NOT_OLDER_THAN_HOURS']],
])('a backup of %s may be at most %d hours old', (createdAt, hours, expected) => {
  const backup = { text: '', ...(createdAt === undefined ? {} : { createdAt }) };
  const found = breaks({ backup }, { backupNotOlderThanHours: hours });
  expect(found.map(({ ruleId }) => ruleId)).toEqual(expected);
});

test.each([
  ['requireOwner', 'owner', 'POLICY_REQUIRE_OWNER'],
  ['requireDataClass', 'dataClass', 'POLICY_REQUIRE_DATA_CLASS'],
  ['requireExpiry', 'expiresOn', 'POLICY_REQUIRE_EXPIRY'],
])('%s asks for %s of every restore, and not of settings', (rule, prop, ruleId) => {
  const policy = { [rule]: true };
  expect(breaks({}, policy)).toEqual([{ ruleId, path: prop, stops: true }]);
  expect(breaks({ about: { [prop]: 'x' } }, policy)).toEqual([]);
  expect(breaks({ action: 'configure' }, policy)).toEqual([]);
  expect(breaks({}, { [rule]: false })).toEqual([]);
});

describe('an end beyond the maximum', () => {
  const ruleId = 'POLICY_EXPIRES_WITHIN_DAYS';
  const until = (expiresOn: string) => breaks({ about: { expiresOn } }, { expiresWithinDays: 14 });

  test('stops from the day after it', () => {
    const got = '2026-12-06';
    expect(until(got)).toEqual([{ ruleId, path: 'expiresOn', stops: true, got }]);
  });

  test('passes on the last day, and where no end is stated', () => {
    expect(until('2026-12-05')).toEqual([]);
    expect(breaks({}, { expiresWithinDays: 14 })).toEqual([]);
    expect(breaks({ about: { expiresOn: '2099-01-01' } }, {})).toEqual([]);
  });
});
