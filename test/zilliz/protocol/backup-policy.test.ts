import { zilliz } from '../../../src/zilliz/definition';
import type { PolicyDeclaration } from '../../../src/zilliz/model/policy';
import { backupPolicy } from '../../../src/zilliz/protocol/backup-policy';
import { fakeApi, inTurn, protocolContext } from '../../support/protocol';

const GET = 'GET /v2/clusters/in01-a/backups/policy';
const POST = 'POST /v2/clusters/in01-a/backups/policy';
const DECLARED: PolicyDeclaration = {
  cluster: 'in01-a',
  days: ['5', '1'],
  startTime: '02:00-04:00',
};
const OFF = { status: 'DISABLED', frequency: null, startTime: null, retentionDays: 0 };
const COPY = { regionId: 'aws-us-east-1', retentionDays: 3, region: 'US East' };
const ON = {
  status: 'ENABLED',
  frequency: '1,5',
  startTime: '02:00-04:00',
  retentionDays: 7,
  crossRegionCopies: [COPY],
};

/** Applies a declaration to what the API has, before and after. */
async function applied(
  change: Partial<PolicyDeclaration>,
  before: object,
  after: object = before,
  answer: unknown = {},
) {
  const api = fakeApi({ [GET]: inTurn(before, after), [POST]: answer });
  const context = protocolContext(api, { ...DECLARED, ...change });
  const error = await backupPolicy.apply(context).then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  const sent = api.requests.filter(({ method }) => method === 'POST').map(({ body }) => body);
  return { sent, said: context.said, error };
}

test.each<[string, Partial<PolicyDeclaration>, object]>([
  ['the days in another order', {}, { ...ON, frequency: '5, 1' }],
  ['the retention that is declared', { retentionDays: 7 }, ON],
  [
    'a copy whose days are not declared',
    { crossRegionCopies: [{ regionId: 'aws-us-east-1' }] },
    ON,
  ],
  [
    'no policy where none is wanted',
    { enabled: false, days: undefined, startTime: undefined },
    OFF,
  ],
])('nothing is written where the cluster has %s', async (_title, change, present) => {
  const { sent, said, error } = await applied(change, present);
  expect(error).toBeUndefined();
  expect(sent).toEqual([]);
  expect(said).toEqual(['the backup policy of in01-a is as declared']);
});

test('a change is sent whole: what nobody declares is sent as it is', async () => {
  const changed = { ...ON, frequency: '2' };
  const { sent, said, error } = await applied({}, changed, ON);
  expect(error).toBeUndefined();
  expect(sent).toEqual([
    {
      enabled: true,
      frequency: '1,5',
      startTime: '02:00-04:00',
      retentionDays: 7,
      crossRegionCopies: [{ regionId: 'aws-us-east-1', retentionDays: 3 }],
    },
  ]);
  expect(said).toEqual([
    'in01-a: frequency "2" is changed to "1,5"',
    'the backup policy of in01-a is as declared now',
  ]);
});

test.each<[string, Partial<PolicyDeclaration>, object, object]>([
  ['on', {}, OFF, { enabled: true, frequency: '1,5', startTime: '02:00-04:00' }],
  ['off', { enabled: false, days: undefined, startTime: undefined }, ON, { enabled: false }],
  [
    'to other copies',
    { crossRegionCopies: [] },
    ON,
    {
      enabled: true,
      frequency: '1,5',
      startTime: '02:00-04:00',
      retentionDays: 7,
      crossRegionCopies: [],
    },
  ],
])('it is switched %s', async (_title, change, present, body) => {
  const { sent } = await applied(change, present);
  expect(sent).toEqual([body]);
});

test('a change that the API takes and does not make is an error', async () => {
  const { error } = await applied({}, { ...ON, startTime: '04:00-06:00' });
  expect(error?.message).toBe(
    'the API accepted the change, but in01-a still reports startTime "04:00-06:00". Check the backup policy in the Zilliz Cloud console.',
  );
});

const OTHER = { ...COPY, regionId: 'aws-eu-west-1' };
const DAYS_UNTOLD = { regionId: COPY.regionId };

test.each<[string, object[] | null, PolicyDeclaration['crossRegionCopies'], boolean]>([
  ['the same', [COPY], [{ regionId: COPY.regionId, retentionDays: 3 }], true],
  ['of other days', [COPY], [{ regionId: COPY.regionId, retentionDays: 4 }], false],
  [
    'of days that are not told',
    [DAYS_UNTOLD],
    [{ regionId: COPY.regionId, retentionDays: 3 }],
    false,
  ],
  ['in another region', [OTHER], [DAYS_UNTOLD], false],
  ['one of two', [COPY], [DAYS_UNTOLD, { regionId: OTHER.regionId }], false],
  ['one more', [COPY, OTHER], [DAYS_UNTOLD], false],
  ['two, the second in another region', [COPY, OTHER], [DAYS_UNTOLD, { regionId: 'x' }], false],
  ['two in another order', [OTHER, COPY], [DAYS_UNTOLD, { regionId: OTHER.regionId }], true],
  ['none, where none is declared', null, [], true],
])('copies that are %s', async (_title, crossRegionCopies, declared, isSame) => {
  const { sent } = await applied({ crossRegionCopies: declared }, { ...ON, crossRegionCopies });
  expect(sent).toHaveLength(isSame ? 0 : 1);
});

test('what is kept is sent without what the API does not tell', async () => {
  const { sent } = await applied(
    {},
    { ...ON, frequency: '2', crossRegionCopies: [DAYS_UNTOLD], retentionDays: 0 },
    ON,
  );
  expect(sent).toEqual([
    {
      enabled: true,
      frequency: '1,5',
      startTime: '02:00-04:00',
      crossRegionCopies: [DAYS_UNTOLD],
    },
  ]);
});

test('a change whose response was lost counts where it was made, and fails where not', async () => {
  const lost = () => {
    throw new Error('no response');
  };
  const made = await applied({}, { ...ON, frequency: '2' }, ON, lost);
  expect(made.error).toBeUndefined();
  expect(made.said.at(-1)).toBe('the backup policy of in01-a is as declared now');
  const none = await applied({}, { ...ON, frequency: '2' }, undefined, lost);
  expect(none.error?.message).toBe('no response');
});

test('all that the API does not take is named, and may be tried again', async () => {
  const { error } = await applied({}, { ...OFF });
  expect(error?.message).toBe(
    'the API accepted the change, but in01-a still reports enabled false, frequency not set, startTime not set. Check the backup policy in the Zilliz Cloud console.',
  );
  expect(error).toMatchObject({ retry: 'after a fix' });
});

test('before a restore, the cluster is looked for', async () => {
  const cluster = { clusterId: 'in01-a', clusterName: 'articles' };
  const api = fakeApi({ 'GET /v2/clusters/in01-a': cluster });
  expect(await backupPolicy.preflight?.(protocolContext(api, DECLARED) as never)).toEqual([
    { check: 'cluster', state: 'ok', text: '`articles` (`in01-a`) exists' },
  ]);
  const later = protocolContext(fakeApi({}), { ...DECLARED, cluster: undefined });
  expect(await backupPolicy.preflight?.(later as never)).toEqual([
    {
      check: 'cluster',
      state: 'unknown',
      text: 'cluster is known after apply',
      fix: 'The runner checks it before it sends anything',
    },
  ]);
});

test('a response that is not a policy changes nothing', async () => {
  const { sent, error } = await applied({}, { status: 'UNKNOWN' });
  expect(sent).toEqual([]);
  expect(error?.message).toContain('is not a backup policy');
});

test('what a reviewer reads', () => {
  const definition = zilliz.settings?.backupPolicy;
  const declaration = {
    ...DECLARED,
    retentionDays: 14,
    crossRegionCopies: [{ regionId: 'aws-us-east-1', retentionDays: 3 }],
  };
  const context = {
    path: 'stack/policy',
    identity: {},
    removalPolicy: 'retain',
    now: new Date(0),
    isUnknown: () => false,
    nameOf: () => undefined,
  } as const;
  expect(definition?.describe?.(declaration, context)).toMatchObject({
    action: 'configure',
    schedule: { enabled: true, keptDays: 14 },
    contents:
      'automatic backups are on: Monday, Friday, `02:00-04:00` UTC; each is kept `14` days; a copy of each in `aws-us-east-1` (`3` days); switching them on makes a backup at once',
    onDestroy: 'leaves the policy as it is',
  });
  const off = { cluster: 'in01-a', enabled: false };
  expect(definition?.describe?.(off, context)?.contents).toBe('automatic backups are OFF');
});
