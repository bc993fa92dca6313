import { ClientError } from '../../../src/client/errors';
import { drillOfCluster } from '../../../src/zilliz/protocol/drill';
import { type FakeApi, fakeApi, protocolContext, refused } from '../../support/protocol';
import { BACKUP, SOURCE_CLUSTER } from '../../support/zilliz';

const LIST = 'POST /v2/vectordb/collections/list';
const DESCRIBE = `GET /v2/clusters/${SOURCE_CLUSTER}/backups/${BACKUP}`;

const backup = (dbCollections?: object[]) => ({
  backupId: BACKUP,
  clusterId: SOURCE_CLUSTER,
  backupType: 'CLUSTER',
  status: 'AVAILABLE',
  createTime: '2026-11-20T02:00:00Z',
  dbCollections,
});

const listed = (dbName: string, ...names: string[]) => ({
  dbName,
  collections: names.map((collectionName) => ({ collectionName })),
});

interface Given {
  readonly listed?: object[] | undefined;
  readonly isBackupGone?: boolean;
  /** What describing the backup ends with. */
  readonly failure?: Error;
  /** The backup that is declared; the one that is restored unless given. */
  readonly declared?: string;
  readonly found?: unknown;
  readonly known?: object[];
  readonly address?: string;
}

/** What a drill finds, and the servers that it asked. */
async function contents(given: Given) {
  const { listed: inBackup, isBackupGone, failure, declared, found, known, address } = given;
  const asked: string[] = [];
  const api: FakeApi = fakeApi({
    [DESCRIBE]: () => {
      if (failure !== undefined) throw failure;
      return isBackupGone === true ? refused('90106') : backup(inBackup);
    },
  });
  const dataPlane = fakeApi({ [LIST]: found });
  const on = (server: string) => {
    asked.push(server);
    return dataPlane;
  };
  const declaration = {
    backup: {
      clusterId: SOURCE_CLUSTER,
      backupId: declared ?? BACKUP,
      ...(known === undefined ? {} : { known: { collections: known } }),
    },
  };
  const context = protocolContext({ ...api, on }, declaration as never);
  const recorded = { backup_id: BACKUP, connect_address: address ?? 'https://clone' };
  const result = await drillOfCluster.contents(context, recorded);
  return { result, asked, bodies: dataPlane.requests.map(({ body }) => body) };
}

const byDatabase =
  (databases: Record<string, string[]>) =>
  ({ body }: { body?: unknown }) =>
    databases[(body as { dbName: string }).dbName] ?? refused('800');

describe('the contents of the target', () => {
  test.each<[string, Given, { passed: boolean; text: string }]>([
    [
      'everything that the backup lists',
      {
        listed: [listed('', 'a', 'b'), listed('x', 'c')],
        found: byDatabase({ default: ['a', 'b'], x: ['c', 'more'] }),
      },
      { passed: true, text: '3 of 3 collections in 2 databases found' },
    ],
    [
      'a collection that is missing',
      { listed: [listed('default', 'a', 'b')], found: byDatabase({ default: ['a'] }) },
      { passed: false, text: '1 of 2 collections in 1 database found, missing: "default.b"' },
    ],
    [
      'a collection in another database only',
      { listed: [listed('x', 'a')], found: byDatabase({ x: [], default: ['a'] }) },
      { passed: false, text: '0 of 1 collection in 1 database found, missing: "x.a"' },
    ],
    [
      'a database that is missing',
      { listed: [listed('x', 'a')], found: byDatabase({}) },
      { passed: false, text: '0 of 1 collection in 1 database found, missing: "x.a"' },
    ],
    [
      'many that are missing',
      { listed: [listed('x', ...'abcdefgh')], found: byDatabase({ x: ['a'] }) },
      {
        passed: false,
        text: '1 of 8 collections in 1 database found, missing: "x.b", "x.c", "x.d", "x.e", "x.f" and 2 more',
      },
    ],
    [
      'a backup that lists nothing',
      { listed: undefined, found: [] },
      { passed: false, text: 'neither the backup nor a catalog lists collections to look for' },
    ],
    [
      'what a catalog lists besides',
      {
        listed: [listed('x', 'a')],
        known: [
          { dbName: 'x', collectionName: 'a' },
          { dbName: 'x', collectionName: 'b' },
          { dbName: 'empty' },
        ],
        found: byDatabase({ x: ['a'] }),
      },
      { passed: false, text: '1 of 2 collections in 1 database found, missing: "x.b"' },
    ],
    [
      'a cluster without an address',
      { listed: [listed('x', 'a')], address: '' },
      { passed: false, text: 'the API names no address of the cluster' },
    ],
  ])('%s', async (_title, given, expected) => {
    expect((await contents(given)).result).toEqual(expected);
  });

  test('are asked for at the address of the cluster, a database at a time', async () => {
    const { asked, bodies } = await contents({
      listed: [listed('', 'a'), listed('x', 'b')],
      found: ['a', 'b'],
    });
    expect([asked, bodies]).toEqual([['https://clone'], [{ dbName: 'default' }, { dbName: 'x' }]]);
  });

  test('cannot be told from a response that lists nothing', async () => {
    await expect(contents({ listed: [listed('x', 'a')], found: {} })).rejects.toThrow(
      'lists no collections',
    );
  });
});

describe('a backup that cannot be described', () => {
  const known = [{ dbName: 'x', collectionName: 'a' }];
  const found = byDatabase({ x: ['a'] });
  const lost = new ClientError('no', '', {
    kind: 'refused',
    effect: 'nothing',
    retry: 'after a fix',
  });

  test('is known by its catalog', async () => {
    const { result } = await contents({ failure: lost, known, found });
    expect(result).toEqual({ passed: true, text: '1 of 1 collection in 1 database found' });
  });

  test('is a failure where no catalog has it, or an error of ours', async () => {
    await expect(contents({ failure: lost, found })).rejects.toBe(lost);
    await expect(contents({ failure: lost, known: [], found })).rejects.toBe(lost);
    const bug = new TypeError('a bug');
    await expect(contents({ failure: bug, known, found })).rejects.toBe(bug);
  });

  test('is not known by what a catalog has of another backup', async () => {
    const other = { failure: lost, known, found, declared: 'backup11_other' };
    await expect(contents(other)).rejects.toBe(lost);
  });
});

test('a client that reaches no data plane finds no address', async () => {
  const api = fakeApi({ [DESCRIBE]: backup([listed('x', 'a')]) });
  const declaration = { backup: { clusterId: SOURCE_CLUSTER, backupId: BACKUP } };
  const recorded = { backup_id: BACKUP, connect_address: 'https://clone' };
  expect(
    await drillOfCluster.contents(protocolContext(api, declaration as never), recorded),
  ).toEqual({ passed: false, text: 'the API names no address of the cluster' });
});

test('the target is named by its id and its name', () => {
  expect(drillOfCluster.target({ cluster_id: 'in01-1' })).toBe('in01-1');
  expect(drillOfCluster.target({ cluster_id: 'in01-1', cluster_name: '' })).toBe('in01-1');
  expect(drillOfCluster.target({})).toBe('');
  expect(drillOfCluster.target({ cluster_id: 'in01-1', cluster_name: 'restore-drill-0a' })).toBe(
    'in01-1 (restore-drill-0a)',
  );
});
