import { checkClusters, readyDestination } from '../../../src/cockroach/protocol/destination';
import { ORDERS, ORDERS_STAGING } from '../../support/cockroach';
import { fakeApi, inTurn, protocolContext, refused } from '../../support/protocol';

const declaration = {
  backup: { clusterId: ORDERS, backupId: 'b' },
  destinationCluster: ORDERS_STAGING,
  plan: 'STANDARD',
} as const;
const source = { id: ORDERS, name: 'production', plan: 'STANDARD', cockroach_version: 'v25.4.2' };
const destination = { id: ORDERS_STAGING, name: 'staging', plan: 'STANDARD', state: 'CREATED' };
const TITLE = `staging (${ORDERS_STAGING})`;

const contextOf = (changes: { source?: unknown; destination?: unknown }) =>
  protocolContext(
    fakeApi({
      [`GET /api/v1/clusters/${ORDERS}`]: changes.source ?? source,
      [`GET /api/v1/clusters/${ORDERS_STAGING}`]: changes.destination ?? destination,
    }),
    declaration,
  );
const check = (changes: Parameters<typeof contextOf>[0]) => checkClusters(contextOf(changes));

test('clusters of one plan are reported with their versions', async () => {
  const context = contextOf({});
  await checkClusters(context);
  expect(context.said).toEqual([
    `source production (${ORDERS}) runs v25.4.2, destination ${TITLE} an unknown version`,
  ]);
});

test.each(['MAJOR_UPGRADE_RUNNING', 'ROLLBACK_RUNNING', 'PENDING_FINALIZATION'])(
  'a destination with the upgrade status %s is refused',
  async (upgrade_status) => {
    await expect(check({ destination: { ...destination, upgrade_status } })).rejects.toThrow(
      `the destination ${TITLE} is between two versions (${upgrade_status}). Finalize the upgrade or roll it back first.`,
    );
  },
);

test.each(['', 'FINALIZED', 'UPGRADE_AVAILABLE', 'A_STATUS_OF_TOMORROW'])(
  'a destination with the upgrade status %j is not between two versions',
  async (upgrade_status) => {
    await expect(
      check({ destination: { ...destination, upgrade_status } }),
    ).resolves.toBeUndefined();
  },
);

test.each([
  [ORDERS, `describes cluster "${ORDERS}", not "${ORDERS_STAGING}"`],
  ['', `describes cluster "", not "${ORDERS_STAGING}"`],
  [undefined, 'describes no cluster'],
])('a response that describes %j is not one', async (id, text) => {
  const answer = { ...destination, id };
  await expect(check({ destination: answer })).rejects.toThrow(text);
  await expect(readyDestination(contextOf({ destination: answer }))).rejects.toThrow(text);
});

test('an id is the same in another case', async () => {
  const answer = { ...destination, id: ORDERS_STAGING.toUpperCase() };
  expect((await readyDestination(contextOf({ destination: answer }))).id).toBe(ORDERS_STAGING);
});

test('a destination on another plan than declared is refused', async () => {
  await expect(check({ destination: { ...destination, plan: 'ADVANCED' } })).rejects.toThrow(
    `the destination ${TITLE} is on plan ADVANCED, not STANDARD as declared`,
  );
});

test.each(['ADVANCED', 'BASIC', ''])('a source on plan %j is refused', async (plan) => {
  await expect(check({ source: { ...source, plan } })).rejects.toThrow(
    `the backup is of production (${ORDERS}) on plan ${plan}, and the destination ${TITLE} is on STANDARD`,
  );
});

test('a restore into the source asks for one cluster only', async () => {
  const context = contextOf({});
  await checkClusters({ ...context, declaration: { ...declaration, destinationCluster: ORDERS } });
  expect(context.said).toEqual([]);
});

test.each([
  ['source', { source: refused('5') }],
  ['source', { source: refused('404') }],
  ['source', { source: { ...source, state: 'DELETED' } }],
  ['destination', { destination: refused('5') }],
  ['destination', { destination: { ...destination, state: 'DELETED' } }],
])('a %s that does not exist is refused', async (role, changes) => {
  await expect(check(changes)).rejects.toThrow(
    new RegExp(`the ${role} cluster [0-9a-f-]+ does not exist`),
  );
});

test('a destination that is CREATED is ready at the first look', async () => {
  const context = contextOf({});
  expect(await readyDestination(context)).toMatchObject(destination);
  expect(context.pauses).toEqual([]);
});

test('a locked destination is checked again until it is ready', async () => {
  const locked = { ...destination, state: 'LOCKED', operation_status: 'CRDB_SCALE_RUNNING' };
  const context = contextOf({ destination: inTurn(locked, locked, destination) });
  expect(await readyDestination(context)).toMatchObject({ state: 'CREATED' });
  expect(context.pauses).toEqual([10, 10]);
  expect(context.said[0]).toBe(
    `the destination ${TITLE} is not ready: LOCKED, CRDB_SCALE_RUNNING; checking again`,
  );
});

test('a destination that stays locked is given up after twelve looks', async () => {
  const idle = { ...destination, state: 'LOCKED', operation_status: 'UNSPECIFIED' };
  const context = contextOf({ destination: idle });
  await expect(readyDestination(context)).rejects.toMatchObject({
    message: `the destination ${TITLE} is not ready: LOCKED. Another operation, or another restore, may be working on it.`,
    retry: 'later',
  });
  expect(context.pauses).toHaveLength(11);
});

test('a destination whose creation failed is given up at once', async () => {
  const context = contextOf({ destination: { ...destination, state: 'CREATION_FAILED' } });
  await expect(readyDestination(context)).rejects.toThrow('is not ready: CREATION_FAILED');
  expect(context.pauses).toEqual([]);
});
