import type { SettingsDeclaration } from '../../../src/cockroach/model/declaration';
import { backupSettings } from '../../../src/cockroach/protocol/backup-settings';
import { ORDERS } from '../../support/cockroach';
import { fakeApi, protocolContext } from '../../support/protocol';

const PATH = `/api/v1/clusters/${ORDERS}`;
const TITLE = `orders (${ORDERS})`;
const config = { enabled: true, frequency_minutes: 60, retention_days: 30 };
const declaration: SettingsDeclaration = {
  cluster: ORDERS,
  plan: 'STANDARD',
  enabled: true,
  frequencyMinutes: 5,
  retentionDays: 7,
};

/** An API that has these settings, and what a change makes of them. */
async function apply(
  change: (present: typeof config, asked: Partial<typeof config>) => typeof config,
  declared: SettingsDeclaration = declaration,
  plan = 'STANDARD',
  isLost = () => false,
) {
  let present = config;
  const api = fakeApi({
    [`GET ${PATH}`]: { id: ORDERS, name: 'orders', plan },
    [`GET ${PATH}/backups-config`]: () => present,
    [`PATCH ${PATH}/backups-config`]: ({ body }: { readonly body?: unknown }) => {
      present = change(present, body as Partial<typeof config>);
      if (isLost()) throw new Error('no response');
      return {};
    },
  });
  const { pause, said } = protocolContext(api, declared);
  const end = await backupSettings
    .apply({ api, declaration: declared, say: (line) => said.push(line), pause })
    .then(
      () => undefined,
      (error: Error) => error.message,
    );
  return { end, said, patches: api.requests.filter(({ method }) => method === 'PATCH') };
}
const taken = (present: typeof config, asked: Partial<typeof config>) => ({ ...present, ...asked });

test('what differs is changed, and nothing else', async () => {
  const { end, said, patches } = await apply(taken);
  expect(end).toBeUndefined();
  expect(patches.map(({ body }) => body)).toEqual([{ frequency_minutes: 5, retention_days: 7 }]);
  expect(said).toEqual([
    `${TITLE}: frequency_minutes 60 is changed to 5`,
    `${TITLE}: retention_days 30 is changed to 7`,
    `the backup settings of ${TITLE} are as declared now`,
  ]);
});

test('settings as declared are not changed', async () => {
  const declared = { ...declaration, frequencyMinutes: 60, retentionDays: 30 };
  const { end, said, patches } = await apply(taken, declared);
  expect({ end, patches }).toEqual({ end: undefined, patches: [] });
  expect(said).toEqual([`the backup settings of ${TITLE} are as declared`]);
});

test.each([
  ['nothing', (present: typeof config) => present, 'frequency_minutes 60, retention_days 30'],
  [
    'one of two',
    (present: typeof config) => ({ ...present, frequency_minutes: 5 }),
    'retention_days 30',
  ],
  [
    'another value',
    (present: typeof config) => ({ ...present, frequency_minutes: 15, retention_days: 7 }),
    'frequency_minutes 15',
  ],
])('a change that is taken and does %s is not done', async (_title, change, reported) => {
  const { end, said } = await apply(change);
  expect(end).toBe(
    `the API accepted the change, but ${TITLE} still reports ${reported}. Check the backup settings in the Cloud Console.`,
  );
  expect(said.join('\n')).not.toContain('as declared now');
});

test('a change that was made although its response was lost is done', async () => {
  let isLost = false;
  const { end, said } = await apply(
    (present, asked) => {
      isLost = true;
      return taken(present, asked);
    },
    declaration,
    'STANDARD',
    () => isLost,
  );
  expect(end).toBeUndefined();
  expect(said.at(-1)).toBe(`the backup settings of ${TITLE} are as declared now`);
});

test('a change that fails is not done, and its reason is reported', async () => {
  const { end, said } = await apply(() => {
    throw new Error('no retention twice');
  });
  expect(end).toBe('no retention twice');
  expect(said.join('\n')).not.toContain('as declared now');
});

test('a cluster on another plan is not changed', async () => {
  const { end, patches } = await apply(taken, declaration, 'ADVANCED');
  expect(end).toBe(
    `${TITLE} is on plan ADVANCED, not STANDARD as declared. Correct plan or cluster.`,
  );
  expect(patches).toEqual([]);
});
