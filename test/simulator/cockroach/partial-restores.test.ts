import { LEDGER_BACKUP, LEDGER_STAGING, startWorld, stopWorld, type World } from './world';

afterEach(stopWorld);

interface PartialWorld extends World {
  /** Restores from the ledger to its empty sibling. */
  partial(type: string, objects: unknown, options?: Record<string, unknown>): Promise<string>;
}

async function start(...settings: Parameters<typeof startWorld>): Promise<PartialWorld> {
  const world = await startWorld(...settings);
  const partial = async (
    type: string,
    objects: unknown,
    options?: Record<string, unknown>,
  ): Promise<string> => {
    const { status, body } = await world.restore(
      { type, backup_id: LEDGER_BACKUP, objects, restore_opts: options },
      LEDGER_STAGING,
    );
    if (status !== 200) {
      return `${status} ${body.message}`;
    }
    world.simulator.advance(300);
    const path = `/api/v1/clusters/${LEDGER_STAGING}/restores/${body.id}`;
    const ended = (await world.send('GET', path)).body;
    return [ended.status, ended.client_error_message].filter(Boolean).join(' ');
  };
  return { ...world, partial };
}

describe('a DATABASE restore', () => {
  test('adds the databases and leaves the others, without a lock', async () => {
    const { partial, contents, simulator, restore } = await start();
    simulator.cockroach.addDatabase(LEDGER_STAGING, 'scratch', ['x']);
    await restore(
      { type: 'DATABASE', backup_id: LEDGER_BACKUP, objects: [{ database: 'reporting' }] },
      LEDGER_STAGING,
    );
    expect(simulator.cockroach.cluster(LEDGER_STAGING).state).toBe('CREATED');
    simulator.advance(300);

    expect(await partial('DATABASE', [{ database: 'ledger' }])).toBe('SUCCESS');
    expect(contents(LEDGER_STAGING)).toEqual({
      defaultdb: [],
      scratch: ['x'],
      reporting: ['daily_totals', 'monthly_totals'],
      ledger: ['accounts', 'balances', 'entries'],
    });
  });

  test('can rename one database', async () => {
    const { partial, contents } = await start();
    const options = { new_db_name: 'ledger_copy' };

    expect(await partial('DATABASE', [{ database: 'ledger' }], options)).toBe('SUCCESS');
    expect(Object.keys(contents(LEDGER_STAGING))).toEqual(['defaultdb', 'ledger_copy']);
  });

  test('answers its objects sorted and its options filled', async () => {
    const { restore } = await start();
    const { body } = await restore(
      {
        type: 'DATABASE',
        backup_id: LEDGER_BACKUP,
        objects: [{ database: 'reporting' }, { database: 'ledger' }],
        restore_opts: { schema_only: true },
      },
      LEDGER_STAGING,
    );

    expect(body.objects).toEqual([{ database: 'ledger' }, { database: 'reporting' }]);
    expect(body.restore_opts).toEqual({
      into_db: '',
      new_db_name: '',
      schema_only: true,
      skip_localities_check: false,
      skip_missing_foreign_keys: false,
      skip_missing_sequences: false,
      skip_missing_views: false,
    });
  });

  test.each([
    [
      'no objects',
      undefined,
      {},
      '400 invalid argument: objects must be set for a DATABASE restore',
    ],
    [
      'names in capitals, as old clients sent them',
      [{ Database: 'ledger' }],
      {},
      '400 invalid argument: objects.database must not be empty',
    ],
    [
      'one new name for two',
      [{ database: 'ledger' }, { database: 'reporting' }],
      { new_db_name: 'x' },
      '400 invalid argument: new_db_name can only be used with exactly one database',
    ],
    [
      'a database that is not in the backup',
      [{ database: 'sales' }],
      {},
      'FAILED database "sales" does not exist in the backup',
    ],
    [
      'a name that exists',
      [{ database: 'ledger' }],
      { new_db_name: 'defaultdb' },
      'FAILED database "defaultdb" already exists',
    ],
  ])('does not succeed with %s', async (_title, objects, options, result) => {
    const { partial } = await start();

    expect(await partial('DATABASE', objects, options)).toBe(result);
  });
});

describe('a TABLE restore', () => {
  const accounts = [{ database: 'ledger', schema: 'public', table: 'accounts' }];

  test('adds the table to an existing database', async () => {
    const { partial, contents } = await start();

    expect(await partial('TABLE', accounts, { into_db: 'defaultdb' })).toBe('SUCCESS');
    expect(contents(LEDGER_STAGING)).toEqual({ defaultdb: ['accounts'] });
  });

  test('takes the schema public when none is named', async () => {
    const { partial } = await start();
    const objects = [{ database: 'ledger', table: 'entries' }];

    expect(await partial('TABLE', objects, { into_db: 'defaultdb' })).toBe('SUCCESS');
  });

  test.each([
    ['created', 'SUCCESS'],
    ['fail-restore', 'FAILED database "ledger" does not exist'],
    ['refuse', '400 database "ledger" does not exist'],
  ] as const)('into a database that does not exist: %s', async (missingIntoDb, result) => {
    const { partial } = await start({ missingIntoDb });

    expect(await partial('TABLE', accounts)).toBe(result);
  });

  test.each([
    ['fail-restore', 'FAILED relation "defaultdb.public.accounts" already exists'],
    ['refuse', '400 relation "defaultdb.public.accounts" already exists'],
  ] as const)('onto a table that exists: %s', async (existingObject, result) => {
    const { partial } = await start({ existingObject });
    await partial('TABLE', accounts, { into_db: 'defaultdb' });

    expect(await partial('TABLE', accounts, { into_db: 'defaultdb' })).toBe(result);
  });

  test.each([
    [
      [{ database: 'ledger' }],
      '400 invalid argument: objects.table must not be empty for a TABLE restore',
    ],
    [
      [{ database: 'ledger', table: 'nothing' }],
      'FAILED table "ledger.public.nothing" does not exist in the backup',
    ],
  ])('does not succeed with %j', async (objects, result) => {
    const { partial } = await start();

    expect(await partial('TABLE', objects)).toBe(result);
  });
});
