import { ORDERS, SANDBOX, startWorld, stopWorld, type World } from './world';

const CONFIG = `/api/v1/clusters/${ORDERS}/backups-config`;

const RETENTION_SET =
  'cluster already has a retention policy set, open a support ticket to change it';

afterEach(stopWorld);

async function patch(world: World, body: unknown): Promise<unknown> {
  const answer = await world.send('PATCH', CONFIG, body);
  return answer.status === 200 ? answer.body : `${answer.status} ${answer.body.message}`;
}

test('the schedule is an hour and thirty days, or a day for BASIC', async () => {
  const { send } = await startWorld();

  expect((await send('GET', CONFIG)).body).toEqual({
    enabled: true,
    frequency_minutes: 60,
    retention_days: 30,
  });
  expect((await send('GET', `/api/v1/clusters/${SANDBOX}/backups-config`)).body).toEqual({
    enabled: true,
    frequency_minutes: 1440,
    retention_days: 30,
  });
});

test('a change answers with the whole schedule and takes a backup at once', async () => {
  const world = await startWorld();
  const before = world.simulator.cockroach.backups.length;

  expect(await patch(world, { frequency_minutes: 15 })).toEqual({
    enabled: true,
    frequency_minutes: 15,
    retention_days: 30,
  });
  expect(world.simulator.cockroach.backups).toHaveLength(before + 1);
  await patch(world, { frequency_minutes: 15 });
  expect(world.simulator.cockroach.backups).toHaveLength(before + 1);
});

test('the retention can be set once', async () => {
  const world = await startWorld();

  expect(await patch(world, { retention_days: 30 })).toMatchObject({ retention_days: 30 });
  expect(await patch(world, { retention_days: 90 })).toMatchObject({ retention_days: 90 });
  expect(await patch(world, { retention_days: 7 })).toBe(`400 ${RETENTION_SET}`);
  expect(await patch(world, { retention_days: 90 })).toMatchObject({ retention_days: 90 });
});

test('the same retention can be refused too', async () => {
  const world = await startWorld({ sameRetention: 'refused' });
  await patch(world, { retention_days: 90 });

  expect(await patch(world, { retention_days: 90 })).toBe(`400 ${RETENTION_SET}`);
  expect(await patch(world, { frequency_minutes: 5 })).toMatchObject({ frequency_minutes: 5 });
});

test('a change while backups are disabled uses the retention up, without a backup', async () => {
  const world = await startWorld();
  await patch(world, { enabled: false });
  const before = world.simulator.cockroach.backups.length;
  await patch(world, { retention_days: 7 });

  expect(world.simulator.cockroach.backups).toHaveLength(before);
  expect(await patch(world, { retention_days: 30 })).toBe(`400 ${RETENTION_SET}`);
});

test.each([
  [{ frequency_minutes: 120 }, 'frequency_minutes must be one of 5, 10, 15, 30, 60, 240, 1440'],
  [{ frequency_minutes: '60' }, 'frequency_minutes must be one of 5, 10, 15, 30, 60, 240, 1440'],
  [{ retention_days: 60 }, 'retention_days must be one of 2, 7, 30, 90, 365'],
  [
    { enabled: false, retention_days: 7 },
    'frequency_minutes and retention_days cannot be set when backups are disabled',
  ],
])('%j is refused', async (body, message) => {
  const world = await startWorld();

  expect(await patch(world, body)).toBe(`400 ${message}`);
});

test('a BASIC cluster’s schedule is fixed', async () => {
  const { send } = await startWorld();
  const path = `/api/v1/clusters/${SANDBOX}/backups-config`;
  const { status, body } = await send('PATCH', path, { frequency_minutes: 60 });

  expect([status, body.message]).toEqual([400, 'the backup schedule of a BASIC cluster is fixed']);
});

test.each([
  ['PATCH', 'PUT', 501],
  ['PUT', 'PUT', 200],
  ['PUT', 'PATCH', 501],
  ['either', 'PUT', 200],
] as const)('with %s as its method, %s answers %i', async (configMethod, method, status) => {
  const { send } = await startWorld({ configMethod });

  expect((await send(method, CONFIG, { enabled: true })).status).toBe(status);
});

test('an update can answer with an empty body', async () => {
  const { send } = await startWorld({ configReply: 'empty' });
  const { status, body } = await send('PATCH', CONFIG, { frequency_minutes: 30 });

  expect([status, body]).toEqual([200, '']);
  expect((await send('GET', CONFIG)).body.frequency_minutes).toBe(30);
});
