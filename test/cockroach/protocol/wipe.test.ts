import type { ApiRequest } from '../../../src/client/api-client';
import { RefusedError } from '../../../src/client/errors';
import type { ClusterDeclaration } from '../../../src/cockroach/model/declaration';
import { restoreCluster } from '../../../src/cockroach/protocol/restore-cluster';
import type { VendorRequest } from '../../../src/vendor/request';
import { ORDERS, ORDERS_STAGING } from '../../support/cockroach';
import { fakeApi, protocolContext, refused } from '../../support/protocol';

const declaration: ClusterDeclaration = {
  backup: { clusterId: ORDERS_STAGING, latest: true },
  destinationCluster: ORDERS_STAGING,
  plan: 'STANDARD',
  acknowledgeDataLoss: ORDERS_STAGING,
  wipeDestination: true,
};
const DESTINATION = `/api/v1/clusters/${ORDERS_STAGING}`;
const TITLE = `staging (${ORDERS_STAGING})`;
const cluster = { id: ORDERS_STAGING, name: 'staging', plan: 'STANDARD', state: 'CREATED' };
const request: VendorRequest = {
  name: 'restoreCluster',
  when: 'restore',
  method: 'POST',
  path: [],
  body: { type: 'CLUSTER', backup_id: 'backup-1' },
};
const facts = {
  backup_id: 'backup-1',
  backup_time: '2026-11-20T00:00:00Z',
  restores_before: 'old',
};

interface World {
  /** The databases that the destination lists, by name, with the number of tables of each. */
  databases?: Record<string, number>;
  /** Those that a deletion leaves for so many more looks. */
  lingering?: Record<string, number>;
  /** Those that are no longer listed once something was deleted. */
  vanishing?: string[];
  restores?: object[];
  /** Those that it lists once something was deleted. */
  meanwhile?: object[];
  cluster?: object;
  resumed?: boolean;
  isRepeatWanted?: (id: string) => boolean;
  /** What a deletion of this database ends with, instead of deleting it. */
  deletions?: Record<string, unknown>;
  declaration?: Partial<ClusterDeclaration>;
  /** Another cluster, whose backup is restored. */
  source?: object;
  acknowledged?: string;
}

/** What a cluster restore does before its request, in order. */
async function makeWay(world: World = {}) {
  const { databases = { defaultdb: 0, used: 2 }, lingering = {}, deletions = {} } = world;
  const { restores = [] } = world;
  const present = new Map(Object.entries(databases));
  const deleted = new Map<string, number>();
  const events: string[] = [];
  const remove = (name: string) => () => {
    events.push(`DELETE ${name}`);
    if (Object.hasOwn(deletions, name)) {
      if (deletions[name] instanceof Error) throw deletions[name];
      return deletions[name];
    }
    deleted.set(name, lingering[name] ?? 0);
    return {};
  };
  const list = () => {
    for (const [name, looks] of deleted) {
      if (looks === 0) present.delete(name);
      deleted.set(name, looks - 1);
    }
    if (deleted.size > 0) for (const name of world.vanishing ?? []) present.delete(name);
    const listed = [...present].map(([name, tables]) => ({ name, table_count: String(tables) }));
    return { databases: listed };
  };
  const api = fakeApi({
    [`GET ${DESTINATION}`]: { ...cluster, ...world.cluster },
    [`GET ${DESTINATION}/restores`]: () => ({
      restores: events.length > 1 ? (world.meanwhile ?? restores) : restores,
    }),
    [`GET ${DESTINATION}/databases`]: list,
    [`GET ${DESTINATION}/backups`]: {
      backups: [{ id: 'backup-1', as_of_time: '2026-11-20T00:00:00Z' }],
    },
    [`GET /api/v1/clusters/${ORDERS}`]: { ...cluster, id: ORDERS, ...world.source },
    [`GET /api/v1/clusters/${ORDERS}/backups`]: {
      backups: [{ id: 'backup-1', as_of_time: '2026-11-20T00:00:00Z' }],
    },
    'GET /api/v1/cluster-versions': { versions: [] },
    ...Object.fromEntries(
      Object.keys(databases).map((name) => [
        `DELETE ${DESTINATION}/databases/${name}`,
        remove(name) as (request: ApiRequest) => unknown,
      ]),
    ),
  });
  const context = protocolContext(
    api,
    { ...declaration, ...world.declaration },
    {
      isRepeatWanted: world.isRepeatWanted ?? (() => false),
      isAcknowledged: (id) => id === world.acknowledged,
    },
  );
  let reported: string | undefined;
  const clearing = (done?: string) => {
    if (done === undefined) events.push('clearing');
    else reported = done;
  };
  const resumed = world.resumed ?? false;
  const end = await Promise.resolve(
    restoreCluster.beforeSending?.(context, request, facts, clearing, resumed),
  ).then(
    (cleared) => ({ cleared, error: undefined, thrown: undefined }),
    (error: Error) => ({ cleared: undefined, error: error.message, thrown: error }),
  );
  return { ...end, events, context, reported, left: [...present.keys()] };
}

test('the journal learns that a wipe begins before the first deletion, once', async () => {
  const { events, cleared } = await makeWay({ databases: { defaultdb: 0, a: 1, b: 2 } });
  expect(events).toEqual(['clearing', 'DELETE a', 'DELETE b']);
  expect(cleared).toBe(`"a" (1 table), "b" (2 tables) of ${TITLE} were deleted`);
});

test('an empty destination is not cleared', async () => {
  const { events, cleared, context } = await makeWay({ databases: { defaultdb: 0, postgres: 0 } });
  expect({ events, cleared }).toEqual({ events: [], cleared: undefined });
  expect(context.said).toEqual([
    `the destination ${TITLE} lists no databases or tables of its own`,
  ]);
});

test('tables in defaultdb are in the way, the system database is not', async () => {
  const { events } = await makeWay({ databases: { defaultdb: 1, postgres: 0, system: 30 } });
  expect(events).toEqual(['clearing', 'DELETE defaultdb']);
});

test.each([false, undefined])('nothing is deleted where wipeDestination is %j', async (wipe) => {
  const { events, error } = await makeWay({ declaration: { wipeDestination: wipe } });
  expect(events).toEqual([]);
  expect(error).toContain(`the destination ${TITLE} is not empty: "used" (2 tables)`);
});

describe('the backup of another cluster', () => {
  const regions = [{ name: 'us-east-1' }];
  const at = (source: string, destination: string, known = {}) => ({
    source: { cockroach_version: source, regions },
    cluster: { cockroach_version: destination, regions },
    declaration: { backup: { clusterId: ORDERS, latest: true as const, known } },
  });

  test('that the destination cannot take deletes nothing, whoever acknowledges that', async () => {
    const { events, error } = await makeWay({
      ...at('v25.4.2', 'v25.2.1', { cockroachVersion: 'v25.4.2' }),
      acknowledged: 'COCKROACH_WIPE_FIT',
    });
    expect(events).toEqual([]);
    expect(error).toContain(
      `the destination ${TITLE} cannot take the backup: the backup is of v25.4.2 and the destination runs v25.2.1, which is older. Choose or upgrade a destination: this run deleted nothing.`,
    );
  });

  test('of which nobody says that it fits needs the acknowledgement of that very rule', async () => {
    const world = at('v25.4.2', 'v25.2.1');
    for (const acknowledged of [undefined, 'COCKROACH_VERSION']) {
      const { events, error } = await makeWay({ ...world, acknowledged });
      expect(events).toEqual([]);
      expect(error).toContain(
        'This run deleted nothing. Choose another destination, or acknowledge',
      );
    }
    const { events } = await makeWay({ ...world, acknowledged: 'COCKROACH_WIPE_FIT' });
    expect(events).toEqual(['clearing', 'DELETE used']);
  });

  test('that fits is wiped for', async () => {
    expect((await makeWay(at('v25.4.2', 'v25.4.3'))).events).toEqual(['clearing', 'DELETE used']);
  });
});

test('nothing is deleted under delete protection', async () => {
  const { events, error } = await makeWay({ cluster: { delete_protection: 'ENABLED' } });
  expect(events).toEqual([]);
  expect(error).toContain('which has deletion protection');
});

test.each(['DISABLED', 'UNSPECIFIED', ''])(
  'delete protection %j does not stop a wipe',
  async (delete_protection) => {
    const { events } = await makeWay({ cluster: { delete_protection } });
    expect(events).toEqual(['clearing', 'DELETE used']);
  },
);

test('nothing is deleted where the whole list is not known', async () => {
  const { events, error } = await makeWay({ databases: { used: 2 } });
  expect(events).toEqual([]);
  expect(error).toContain('it is not known whether the cluster is empty');
});

test('a resumed wipe may have deleted the default database', async () => {
  const { events } = await makeWay({ databases: { used: 2 }, resumed: true });
  expect(events).toEqual(['clearing', 'DELETE used']);
});

test('a resumed wipe refuses an empty list as the first one does', async () => {
  const { events, error } = await makeWay({ databases: {}, resumed: true });
  expect(events).toEqual([]);
  expect(error).toContain('the API lists no databases of');
});

test('after a wipe an empty list is not an empty cluster, unless defaultdb went too', async () => {
  // Whatever is listed after the first deletion is no list of a cluster.
  const lost = await makeWay({ databases: { defaultdb: 0, used: 2 }, vanishing: ['defaultdb'] });
  expect(lost.error).toContain('does not list the default databases of');
  expect(lost.error).toContain('it is not known whether the cluster is empty');
  const wiped = await makeWay({ databases: { defaultdb: 3 } });
  expect(wiped.error).toBeUndefined();
});

test('what is deleted late is looked for again', async () => {
  const { cleared, context } = await makeWay({ lingering: { used: 3 } });
  expect(cleared).toBe(`"used" (2 tables) of ${TITLE} was deleted`);
  expect(context.pauses).toEqual([5, 5, 5]);
});

test('what a wipe leaves stops the restore after six looks', async () => {
  const { error, context } = await makeWay({ lingering: { used: 100 } });
  expect(error).toBe(
    `after the wipe ${TITLE} still lists "used" (2 tables). Drop what is left with SQL.`,
  );
  expect(context.pauses).toHaveLength(5);
});

test.each(['5', '404'])('a database that is gone (%s) is as good as deleted', async (code) => {
  // It is in the list of the moment before, and no more.
  const { error, events } = await makeWay({ deletions: { used: refused(code) } });
  expect(events).toEqual(['clearing', 'DELETE used']);
  expect(error).toContain('still lists "used"');
});

const no = () =>
  new RefusedError(
    'CockroachDB Cloud refused: code 9 "no"',
    '',
    {
      kind: 'refused',
      effect: 'nothing',
      retry: 'after a fix',
      request: { method: 'DELETE', url: '' },
    },
    '9',
    undefined,
  );

test('a deletion that is refused first deletes nothing else', async () => {
  const { events, error } = await makeWay({
    databases: { defaultdb: 0, a: 1, b: 2 },
    deletions: { a: no() },
  });
  expect(events).toEqual(['clearing', 'DELETE a']);
  expect(error).toBe(
    `database "a" of ${TITLE} could not be deleted: CockroachDB Cloud refused: code 9 "no". Drop it with SQL.`,
  );
});

test('a deletion that is refused later tells what was deleted before it', async () => {
  const { error, reported } = await makeWay({
    databases: { defaultdb: 0, a: 1, b: 2 },
    deletions: { b: no() },
  });
  expect(reported).toBe(`"a" (1 table) of ${TITLE} was deleted`);
  expect(error).toBe(
    `database "b" of ${TITLE} could not be deleted: CockroachDB Cloud refused: code 9 "no". Drop it with SQL.`,
  );
});

test('an error of ours in a deletion is thrown as it is', async () => {
  const broken = new TypeError('of ours');
  expect((await makeWay({ deletions: { used: broken } })).thrown).toBe(broken);
});

test('a refusal to delete defaultdb says what to do instead', async () => {
  const { error } = await makeWay({ databases: { defaultdb: 1 }, deletions: { defaultdb: no() } });
  expect(error).toContain('Drop the tables of defaultdb with SQL');
});

describe('other restores of the destination', () => {
  const restore = (change: object) => ({
    id: 'old',
    status: 'SUCCESS',
    type: 'CLUSTER',
    backup_id: 'backup-0',
    ...change,
  });

  test.each(['SUCCESS', 'FAILED'])(
    'one of before that ended with %s does not matter',
    async (status) => {
      const { events } = await makeWay({ restores: [restore({ status })] });
      expect(events).toEqual(['clearing', 'DELETE used']);
    },
  );

  test.each([
    ['began since', { id: 'new' }],
    ['has not ended', { status: 'PENDING' }],
    ['has an unknown status', { status: 'PAUSED' }],
    ['has no status', { status: '' }],
  ])('one that %s stops the wipe', async (_title, change) => {
    const { events, error } = await makeWay({ restores: [restore(change)] });
    expect(events).toEqual([]);
    expect(error).toContain(`of the destination ${ORDERS_STAGING} is not this one`);
  });

  test.each(['PENDING', 'PAUSED', ''])(
    'the same one that is %j is offered for adoption before anything is checked',
    async (status) => {
      const same = restore({ backup_id: 'backup-1', status });
      const { events, thrown } = await makeWay({ restores: [same] });
      expect(events).toEqual([]);
      expect(thrown).toMatchObject({ adopt: 'job_id=old' });
    },
  );

  test('the same one that ended since is offered for adoption', async () => {
    const same = restore({ id: 'new', backup_id: 'backup-1' });
    const { events, thrown } = await makeWay({ restores: [same] });
    expect(events).toEqual([]);
    expect(thrown).toMatchObject({ adopt: 'job_id=new' });
  });

  test('one that began during the wipe stops this one', async () => {
    const { events, error, reported } = await makeWay({ meanwhile: [restore({ id: 'new' })] });
    expect(reported).toBe(`"used" (2 tables) of ${TITLE} was deleted`);
    expect(events).toEqual(['clearing', 'DELETE used']);
    expect(error).toContain(`restore new of the destination ${ORDERS_STAGING} is not this one`);
  });

  test('the same backup is not restored again without a person who asks for it', async () => {
    const same = restore({ backup_id: 'backup-1' });
    const { events, error } = await makeWay({ restores: [same] });
    expect(events).toEqual([]);
    expect(error).toContain('CLUSTER_RESTORE_REPEAT=old');
    const wanted = await makeWay({ restores: [same], isRepeatWanted: (id) => id === 'old' });
    expect(wanted.events).toEqual(['clearing', 'DELETE used']);
  });

  test.each([
    ['another option', { restore_opts: { schema_only: true } }, undefined],
    ['objects', { objects: [{ database: 'orders' }] }, undefined],
    ['no type', { type: undefined }, 'job_id=old'],
    ['options that are null', { restore_opts: { into_db: null } }, 'job_id=old'],
    ['its id in another case', { backup_id: 'BACKUP-1' }, 'job_id=old'],
  ])('nor is it where that was restored with %s', async (_title, change, adopt) => {
    const same = restore({ backup_id: 'backup-1', ...change });
    const { events, error, thrown } = await makeWay({ restores: [same] });
    expect(events).toEqual([]);
    expect(error).toContain('CLUSTER_RESTORE_REPEAT=old');
    expect((thrown as { adopt?: string }).adopt).toBe(adopt);
  });

  test('a failed restore of the same backup may be repeated', async () => {
    const failed = restore({ backup_id: 'backup-1', status: 'FAILED' });
    expect((await makeWay({ restores: [failed] })).events).toEqual(['clearing', 'DELETE used']);
  });
});
