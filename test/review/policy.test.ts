import { renderIssue } from '../../src/evaluation/issue';
import type { PlannedRestore } from '../../src/review/model/schema';
import { policyBreaks } from '../../src/review/policy/breaks';
import { policyOf, readPolicy } from '../../src/review/policy/read';
import type { PolicyDocument } from '../../src/review/policy/schema';
import { WrongInput } from '../../src/review/wrong-input';
import { plannedRestore } from './parts';

const NOW = new Date('2026-11-21T00:00:00Z');

/** Everything that a policy says of one restore, as a reader sees it. */
function lines(
  restore: Partial<PlannedRestore>,
  policy: Omit<PolicyDocument, 'version'>,
): string[] {
  const plan = { restores: [plannedRestore(restore)] };
  return policyBreaks(plan, { version: 1, ...policy }, NOW).map(renderIssue);
}

const OPEN =
  'so the policy cannot be checked. State it, or set allowUnknownValues to true in the policy.';
const later = (path: string) => ({ knownAfterApply: [{ path, expression: 'var.x' }] });
const project = { kind: 'cluster', project: 'proj-c' };
const into: Partial<PlannedRestore> = {
  operation: 'restoreCollections',
  action: 'add',
  target: { kind: 'cluster', clusterId: 'in01-a' },
};

test.each<[string, Partial<PlannedRestore>, Omit<PolicyDocument, 'version'>, string]>([
  [
    'a project of another team',
    { target: project },
    { allowedTargetProjects: ['proj-a', 'proj-b'] },
    'targetProject: clusters may be created in "proj-a", "proj-b" only, got "proj-c". Choose one of these, or change the policy. [POLICY_ALLOWED_TARGET_PROJECTS]',
  ],
  [
    'a project where none is allowed',
    { target: project },
    { allowedTargetProjects: [] },
    'targetProject: clusters may be created in no project only, got "proj-c". Choose one of these, or change the policy. [POLICY_ALLOWED_TARGET_PROJECTS]',
  ],
  [
    'a project that is not known',
    { target: project, ...later('targetProject') },
    { allowedTargetProjects: ['proj-a'] },
    `targetProject: the target project is not known yet, ${OPEN} [POLICY_ALLOWED_TARGET_PROJECTS]`,
  ],
  [
    'a project of an operation that this release does not know',
    { vendor: 'another', target: project },
    { allowedTargetProjects: ['proj-a'] },
    'target: clusters may be created in "proj-a" only, got "proj-c". Choose one of these, or change the policy. [POLICY_ALLOWED_TARGET_PROJECTS]',
  ],
  [
    'a forbidden destination',
    into,
    { forbiddenDestinations: ['in01-a'] },
    'targetCluster: nothing may be restored into this cluster, got "in01-a". Choose another destination, or change the policy. [POLICY_FORBIDDEN_DESTINATIONS]',
  ],
  [
    'a forbidden destination of an operation that this release does not know',
    { ...into, operation: 'another' },
    { forbiddenDestinations: ['in01-a'] },
    'target: nothing may be restored into this cluster, got "in01-a". Choose another destination, or change the policy. [POLICY_FORBIDDEN_DESTINATIONS]',
  ],
  [
    'a destination that is not known',
    { ...into, ...later('targetCluster') },
    { forbiddenDestinations: ['in01-b'] },
    `targetCluster: the destination is not known yet, ${OPEN} [POLICY_FORBIDDEN_DESTINATIONS]`,
  ],
  [
    'a size above the limit',
    { size: { cu: 5, text: '', path: 'cuSize' } },
    { largestCuSize: 4 },
    'cuSize: must be at most 4, got 5. Choose a smaller size, or change the policy. [POLICY_LARGEST_CU_SIZE]',
  ],
  [
    'a size that is not known',
    { size: { text: '', path: 'cuSize' } },
    { largestCuSize: 4 },
    `cuSize: the size is not known yet, ${OPEN} [POLICY_LARGEST_CU_SIZE]`,
  ],
  [
    'a backup that is too old',
    { backup: { text: '', id: 'b', createdAt: '2026-11-18T23:00:00Z' } },
    { backupNotOlderThanHours: 48 },
    'backup: must be at most 48 hours old, and is 49 (depends on the hour), got "2026-11-18T23:00:00Z". Choose a newer backup, or change the policy. [POLICY_BACKUP_NOT_OLDER_THAN_HOURS]',
  ],
  [
    'a backup whose age is not known',
    { backup: { text: '', id: 'b' } },
    { backupNotOlderThanHours: 48 },
    `backup: the age of the backup is not known yet, ${OPEN} [POLICY_BACKUP_NOT_OLDER_THAN_HOURS]`,
  ],
  [
    'the latest backup',
    { backup: { text: '' } },
    { backupNotOlderThanHours: 48 },
    `backup: the age of the latest backup is not known yet, ${OPEN} [POLICY_BACKUP_NOT_OLDER_THAN_HOURS]`,
  ],
  [
    'no owner',
    {},
    { requireOwner: true },
    'owner: must be stated. Set the prop owner. [POLICY_REQUIRE_OWNER]',
  ],
  [
    'an end that is too late',
    { about: { expiresOn: '2026-12-06' } },
    { expiresWithinDays: 14 },
    'expiresOn: must be at most 14 days from today, and is 15 (depends on the date), got "2026-12-06". Choose an earlier day, or change the policy. [POLICY_EXPIRES_WITHIN_DAYS]',
  ],
])('a policy names %s', (_title, restore, policy, line) => {
  expect(lines(restore, policy)).toEqual([line]);
});

test.each<[string, Partial<PlannedRestore>]>([
  ['a backup that is made first', { backup: { text: '', isMadeFirst: true } }],
  ['no backup', {}],
])('the age of %s is not asked for', (_title, restore) => {
  expect(lines(restore, { backupNotOlderThanHours: 1 })).toEqual([]);
});

test('another value that is not known leaves the project known', () => {
  const policy = { allowedTargetProjects: ['proj-a'] };
  const restore = { target: project, ...later('clusterName') };
  expect(lines(restore, policy)[0]).toContain('got "proj-c"');
});

test.each<[string, Partial<PlannedRestore>]>([
  ['without a project', { target: { kind: 'cluster' } }],
  ['without a target', { target: undefined }],
])('a new cluster %s breaks no list of projects', (_title, restore) => {
  expect(lines(restore, { allowedTargetProjects: [] })).toEqual([]);
  expect(lines({ ...restore, action: 'add' }, { forbiddenDestinations: ['in01-a'] })).toEqual([]);
});

test('a new cluster breaks no list of destinations', () => {
  const target = { kind: 'cluster', clusterId: 'in01-a' };
  expect(lines({ target }, { forbiddenDestinations: ['in01-a'] })).toEqual([]);
});

test('an empty policy allows everything that it could forbid', () => {
  const size = { cu: 4096, text: '', path: 'cuSize' };
  const backup = { text: '', createdAt: '2020-01-01T00:00:00Z' };
  const about = { expiresOn: '2099-01-01' };
  expect(lines({ target: project, size, backup, about }, {})).toEqual([]);
  expect(lines(into, {})).toEqual([]);
});

test('what is known stops, whatever the policy says of what is not', () => {
  const plan = { restores: [plannedRestore({ target: project })] };
  const policy = { version: 1 as const, allowedTargetProjects: [], allowUnknownValues: true };
  expect(policyBreaks(plan, policy, NOW)).toMatchObject([{ stops: true }]);
});

/** What is wrong with a policy. */
function wrong(json: unknown): readonly string[] {
  try {
    policyOf('policy.json', json);
  } catch (error) {
    if (error instanceof WrongInput) return error.message.split('\n');
    throw error;
  }
  return [];
}

const RULES =
  'version, allowedTargetProjects, forbiddenDestinations, largestCuSize, backupNotOlderThanHours, expiresWithinDays, allowedAddresses, requireOwner, requireDataClass, requireExpiry, allowUnknownValues';

test.each<[string, unknown, string[]]>([
  ['an empty policy', { version: 1 }, []],
  ['a schema beside it', { version: 1, $schema: 'https://example.com' }, []],
  [
    'a newer version',
    { version: 2, other: true },
    [
      'policy.json: is a policy of version 2, but this release reads version 1. Update cdktf-cluster-restore.',
    ],
  ],
  [
    'a version that is a text',
    { version: '2' },
    ['policy.json: version must be 1, got "2". Correct it.'],
  ],
  ['no version', {}, ['policy.json: version must be 1, got nothing. Correct it.']],
  [
    'no object',
    'x',
    [
      'policy.json: must be a JSON object such as {"version": 1, "requireOwner": true}, got "x". Correct it.',
    ],
  ],
  [
    'nothing',
    null,
    [
      'policy.json: must be a JSON object such as {"version": 1, "requireOwner": true}, got null. Correct it.',
    ],
  ],
  [
    'rules that there are not',
    { version: 1, a: 1, b: 2 },
    [
      `policy.json: "a" is not a rule of a policy. Use ${RULES}.`,
      `policy.json: "b" is not a rule of a policy. Use ${RULES}.`,
    ],
  ],
  [
    'an entry that is none',
    { version: 1, allowedTargetProjects: ['a', 1] },
    [
      'policy.json: allowedTargetProjects[1] must be a list of project ids, got ["a",1]. Correct it.',
    ],
  ],
])('%s', (_title, json, expected) => {
  expect(wrong(json)).toEqual(expected);
});

test.each([
  ['version', 'must be 1'],
  ['allowedTargetProjects', 'must be a list of project ids'],
  ['forbiddenDestinations', 'must be a list of cluster ids'],
  ['largestCuSize', 'must be a number above 0'],
  ['backupNotOlderThanHours', 'must be a number above 0'],
  ['expiresWithinDays', 'must be a number above 0'],
  [
    'allowedAddresses',
    'must be a list of {"stack", "address", "reason"}, each a string that is not blank',
  ],
  ['requireOwner', 'must be true or false'],
  ['requireDataClass', 'must be true or false'],
  ['requireExpiry', 'must be true or false'],
  ['allowUnknownValues', 'must be true or false'],
  ['$schema', 'must be a string'],
])('%s of the wrong form', (rule, form) => {
  expect(wrong({ version: 1, [rule]: 0 })).toEqual([
    `policy.json: ${rule} ${form}, got 0. Correct it.`,
  ]);
});

test('a file that is no JSON is named', () => {
  expect(() => readPolicy('policy.json', '{')).toThrow('policy.json');
  expect(readPolicy('policy.json', '{"version": 1}')).toEqual({ version: 1 });
});

test('what would forbid nothing is refused, and the spelling of an id does not matter', () => {
  const forbidding = (...forbiddenDestinations: string[]) => ({
    version: 1,
    forbiddenDestinations,
  });
  expect(wrong(forbidding('in01-a', 'production', ''))).toEqual([
    'policy.json: forbiddenDestinations[1] must be the id of a cluster, got "production": it would forbid nothing. Correct it.',
    'policy.json: forbiddenDestinations[2] must be the id of a cluster, got "": it would forbid nothing. Correct it.',
  ]);
  expect(policyOf('policy.json', forbidding(' IN01-A '))).toEqual(forbidding('in01-a'));
});

test('a duplicate rule is refused: a parser keeps the last, and a person reads the first', () => {
  const text = '{"version": 1, "largestCuSize": 4, "largestCuSize": 400}';
  expect(() => readPolicy('policy.json', text)).toThrow(
    'policy.json: has the key "largestCuSize" twice in one object. Keep one of them.',
  );
});
