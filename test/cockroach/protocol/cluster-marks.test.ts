import { clusterMarks } from '../../../src/cockroach/protocol/cluster-marks';
import { ORDERS_STAGING } from '../../support/cockroach';
import { fakeApi, inTurn, protocolContext, refused } from '../../support/protocol';

const PATH = `/api/v1/clusters/${ORDERS_STAGING}`;
const TITLE = `staging (${ORDERS_STAGING})`;
const cluster = (labels: unknown, delete_protection = 'DISABLED') => ({
  ...{ id: ORDERS_STAGING, name: 'staging', plan: 'STANDARD', state: 'CREATED' },
  ...{ labels, delete_protection },
});
const declaration = {
  cluster: ORDERS_STAGING,
  restoreId: 'r',
  restore: 'stack/orders',
  labelDestination: true,
  owner: 'orders',
  deletionProtection: true,
};

/** One apply: what the cluster is before and after, what the API answers to the change, and what is sent. */
async function apply(
  before: object,
  after: object = before,
  { answer = {} as unknown, change = {} } = {},
) {
  const api = fakeApi({ [`GET ${PATH}`]: inTurn(before, after), [`PATCH ${PATH}`]: answer });
  const context = protocolContext(api, { ...declaration, ...change });
  const error = await clusterMarks.apply(context).then(
    () => undefined,
    (thrown: Error) => thrown.message,
  );
  const sent = api.requests.filter(({ method }) => method !== 'GET').map(({ body }) => body);
  return { error, sent, said: context.said };
}

const marked = cluster({ team: 'a', owner: 'orders' }, 'ENABLED');

test('the labels of the cluster are sent along, and what differs is reported', async () => {
  expect(await apply(cluster({ team: 'a', owner: 'x' }), marked)).toEqual({
    error: undefined,
    sent: [{ labels: { team: 'a', owner: 'orders' }, delete_protection: 'ENABLED' }],
    said: [
      `${TITLE}: label "owner" was "x", should be "orders"`,
      `${TITLE}: deletion protection DISABLED, should be ENABLED`,
      `${TITLE} now has labels and deletion protection as declared`,
    ],
  });
});

test.each<[string, object, object, unknown[]]>([
  ['nothing differs', marked, {}, []],
  [
    'protection alone differs',
    cluster({ owner: 'orders' }),
    {},
    [{ delete_protection: 'ENABLED' }],
  ],
  ['labels alone differ', cluster({}, 'ENABLED'), {}, [{ labels: { owner: 'orders' } }]],
  [
    'protection is switched off, and nothing is labelled',
    cluster({}, 'ENABLED'),
    { deletionProtection: false, labelDestination: undefined },
    [{ delete_protection: 'DISABLED' }],
  ],
  [
    'the API reports no labels and none are declared',
    cluster(undefined),
    { labelDestination: undefined },
    [{ delete_protection: 'ENABLED' }],
  ],
])('where %s, only that is sent', async (_title, before, change, sent) => {
  const wanted = { ...declaration, ...change } as typeof declaration;
  const labels = wanted.labelDestination
    ? { ...((before as typeof marked).labels as object), owner: wanted.owner }
    : (before as typeof marked).labels;
  const after = cluster(labels, wanted.deletionProtection ? 'ENABLED' : 'DISABLED');
  expect(await apply(before, after, { change })).toMatchObject({ error: undefined, sent });
});

test.each<[string, object, object, string]>([
  [
    'labels that the API does not report are not overwritten',
    cluster(undefined),
    {},
    `the API does not report the labels of ${TITLE}, and a change would remove those that are not sent again. Leave labelDestination out, and label the cluster in the Cloud Console.`,
  ],
  [
    'a 51st label is refused',
    cluster(Object.fromEntries(Array.from({ length: 50 }, (_one, nth) => [`l${nth}`, 'x']))),
    {},
    `${TITLE} would have 51 labels, but only 50 are allowed. Remove some of them in the Cloud Console, or leave labelDestination out.`,
  ],
])('%s: nothing is sent', async (_title, before, change, said) => {
  const { error, sent } = await apply(before, before, { change });
  expect(error).toContain(said);
  expect(sent).toEqual([]);
});

test('a change that the API takes and does not make is an error', async () => {
  const { error } = await apply(cluster({ team: 'a' }), cluster({ owner: 'orders' }));
  expect(error).toBe(
    `the API accepted the change of ${TITLE}, but it is not as declared: still deletion protection DISABLED, should be ENABLED; label "team" is gone. Check its labels and its deletion protection in the Cloud Console.`,
  );
});

test('a label of somebody else that is gone is an error, whatever else is right', async () => {
  const { error } = await apply(cluster({ team: 'a' }), cluster({ owner: 'orders' }, 'ENABLED'));
  expect(error).toContain('it is not as declared: label "team" is gone.');
});

test('a refusal of what was made all the same is none', async () => {
  const made = await apply(cluster({ team: 'a' }), marked, { answer: refused('9') });
  expect(made.error).toBeUndefined();
  const not = await apply(cluster({ team: 'a' }), undefined, { answer: refused('9') });
  expect(not.error).toContain('was refused with 9');
});

test('a 50th label is written, and what is not told is said so', async () => {
  const labels = Object.fromEntries(Array.from({ length: 49 }, (_one, nth) => [`l${nth}`, 'x']));
  const { said, error } = await apply(
    cluster(labels, ''),
    cluster({ ...labels, owner: 'orders' }, 'ENABLED'),
  );
  expect(error).toBeUndefined();
  expect(said).toEqual([
    `${TITLE}: label "owner" is added, should be "orders"`,
    `${TITLE}: deletion protection not reported, should be ENABLED`,
    `${TITLE} now has labels and deletion protection as declared`,
  ]);
});

test('what is as declared is reported, and what is not declared does not matter', async () => {
  expect((await apply(marked)).said).toEqual([
    `${TITLE} has labels and deletion protection as declared`,
  ]);
  const change = { deletionProtection: undefined };
  expect((await apply(cluster({ owner: 'orders' }), undefined, { change })).sent).toEqual([]);
});

test('labels that are not told any more are gone', async () => {
  const { error } = await apply(cluster({ team: 'a' }), cluster(undefined, 'ENABLED'));
  expect(error).toContain('still label "owner" is added, should be "orders"; label "team" is gone');
});

test('the response to a change may be empty, and what was lost may be corrected', async () => {
  const api = fakeApi({ [`GET ${PATH}`]: cluster({}), [`PATCH ${PATH}`]: {} });
  await expect(clusterMarks.apply(protocolContext(api, declaration))).rejects.toMatchObject({
    retry: 'after a fix',
  });
  expect(api.requests.find(({ method }) => method === 'PATCH')).toMatchObject({ mayBeEmpty: true });
});
