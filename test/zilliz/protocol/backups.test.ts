import type { ApiRequest } from '../../../src/client/api-client';
import { RefusedError } from '../../../src/client/errors';
import { backupOf, chosenBackup, listBackups, madeOr } from '../../../src/zilliz/protocol/backups';
import { fakeApi } from '../../support/protocol';

const LIST = 'GET /v2/backups';
const described = (id: string) => `GET /v2/clusters/in01-source/backups/${id}`;
const backup = (backupId: string, createTime: string, change: object = {}) => ({
  backupId,
  backupType: 'CLUSTER',
  status: 'AVAILABLE',
  createTime,
  ...change,
});

/** An API that lists these backups, and describes each as it is listed unless told otherwise. */
function apiOf(
  listed: readonly { backupId: string }[],
  own: Readonly<Record<string, object>> = {},
) {
  return fakeApi({
    [LIST]: { count: listed.length, backups: listed },
    ...Object.fromEntries(
      listed.map((one) => [described(one.backupId), { ...one, ...own[one.backupId] }]),
    ),
  });
}
const latest = { clusterId: 'in01-source', latest: true as const };
const [OLD, MIDDLE, NEW] = ['2026-11-18T00:00:00Z', '2026-11-19T00:00:00Z', '2026-11-20T00:00:00Z'];

const asked = ({ requests }: { requests: readonly ApiRequest[] }) =>
  requests.filter(({ path }) => path.length === 2).map(({ query }) => query);

test('the list is that of one cluster and type, the newest first, and what has no time last', async () => {
  const api = apiOf([backup('none', 'soon'), backup('old', OLD), backup('new', NEW)]);
  const found = await listBackups(api, { clusterId: 'in01-source', backupType: 'COLLECTION' });
  expect(found.map(({ backupId }) => backupId)).toEqual(['new', 'old', 'none']);
  expect(asked(api)).toEqual([
    { clusterId: 'in01-source', backupType: 'COLLECTION', pageSize: 100, currentPage: 1 },
  ]);
});

test.each([
  ['CLUSTER', { clusterId: 'in01-source', backupType: 'CLUSTER' }],
  [undefined, { clusterId: 'in01-source' }],
] as const)('the latest of type %s is asked for', async (type, query) => {
  const api = apiOf([backup('a', NEW)]);
  expect((await chosenBackup(api, latest, type)).backupId).toBe('a');
  expect(asked(api)).toEqual([{ ...query, pageSize: 100, currentPage: 1 }]);
});

test('a backup whose status and type are not told counts', async () => {
  const listed = [backup('old', OLD), backup('new', NEW, { status: '', backupType: '' })];
  expect((await chosenBackup(apiOf(listed), latest, 'CLUSTER')).backupId).toBe('new');
});

test('where none is AVAILABLE, a backup is asked for', async () => {
  const api = apiOf([backup('a', NEW, { status: 'CREATING' })]);
  await expect(chosenBackup(api, latest)).rejects.toThrow(
    'cluster "in01-source" has no backup that is AVAILABLE. Take a backup, or name one by its id.',
  );
});

test('one description is enough where the list is right', async () => {
  const api = apiOf([backup('old', OLD), backup('new', NEW)]);
  await chosenBackup(api, latest);
  expect(api.calls).toEqual([LIST, described('new')]);
});

test('for a moment, the backup of that time is described again, and no other', async () => {
  const api = apiOf([backup('old', OLD), backup('middle', MIDDLE), backup('new', NEW)]);
  const reference = { clusterId: 'in01-source', before: { time: MIDDLE } };
  expect((await chosenBackup(api, reference)).backupId).toBe('middle');
  expect(api.calls).toEqual([LIST, described('new'), described('middle')]);
});

test('for a moment, all are described where the list has the time of one wrong', async () => {
  const listed = [backup('old', OLD), backup('middle', MIDDLE), backup('new', NEW)];
  const api = apiOf(listed, { middle: { createTime: NEW } });
  const reference = { clusterId: 'in01-source', before: { time: MIDDLE } };
  expect((await chosenBackup(api, reference)).backupId).toBe('old');
});

describe('where the descriptions disagree with the list', () => {
  // The list calls the older one the newest.
  const listed = [backup('a', NEW), backup('b', MIDDLE), backup('c', OLD)];
  const times = { a: { createTime: OLD }, b: { createTime: MIDDLE }, c: { createTime: NEW } };

  test.each([
    ['DELETED', 'b'],
    ['AVAILABLE', 'c'],
    ['', 'c'],
  ])('the newest counts by its own words: where it is %j, it is %s', async (status, id) => {
    const api = apiOf(listed, { ...times, c: { createTime: NEW, status } });
    expect((await chosenBackup(api, latest)).backupId).toBe(id);
  });

  test('and none is AVAILABLE, that is what is reported', async () => {
    const gone = { status: 'DELETED' };
    const api = apiOf(listed, {
      a: { ...times.a, ...gone },
      b: { ...times.b, ...gone },
      c: { ...times.c, ...gone },
    });
    await expect(chosenBackup(api, latest)).rejects.toThrow('backup "a" is DELETED');
    const before = { clusterId: 'in01-source', before: { time: MIDDLE } };
    await expect(chosenBackup(api, before)).rejects.toThrow('in01-source');
  });
});

test('a response that is not a backup stops before anything is sent', async () => {
  const api = fakeApi({ [described('a')]: { id: 'a' } });
  await expect(backupOf(api, 'in01-source', 'a')).rejects.toThrow(
    'the response to GET /v2/clusters/in01-source/backups/a describes no backup',
  );
});

test('a backup that is to be made first is the one that was made, or the restore stops', () => {
  const named = { clusterId: 'in01-source', backupId: 'a' };
  expect(madeOr(named, { new_backup_id: 'b' })).toBe(named);
  const first = { clusterId: 'in01-source', now: {} };
  expect(madeOr(first, { new_backup_id: 'b' })).toMatchObject({ backupId: 'b' });
  for (const facts of [{}, { new_backup_id: '' }] as Record<string, string>[]) {
    expect(() => madeOr(first, facts)).toThrow(
      'the backup that is made first does not exist. Apply again.',
    );
  }
});

describe('a backup that is named by its id', () => {
  const request = { method: 'GET', url: 'https://localhost', status: 400 };
  const refusing = (code: string, change: object = {}) => {
    const facts = { kind: 'refused', effect: 'nothing', retry: 'after a fix', request } as const;
    const error = new RefusedError(
      `code ${code}`,
      'its own fix',
      { ...facts, ...change },
      code,
      undefined,
    );
    const api = fakeApi({
      [described('b')]: () => {
        throw error;
      },
    });
    return chosenBackup(api, { clusterId: 'in01-source', backupId: 'b' });
  };

  test('and that the API refuses without advice of its own is taken for one that is not there', async () => {
    await expect(refusing('90106')).rejects.toMatchObject({
      ...{ problem: 'code 90106', code: '90106', kind: 'refused', retry: 'after a fix' },
      fix: expect.stringContaining('Correct the id of the backup. List the backups: '),
    });
  });

  test.each<[string, string, object]>([
    ['a code with advice', '96018', {}],
    ['a key', '90106', { kind: 'credentials' }],
    ['what may pass', '90106', { retry: 'later' }],
    ['a reason before any request', '90106', { request: undefined }],
  ])('and is refused for %s is told so', async (_title, code, change) => {
    await expect(refusing(code, change)).rejects.toMatchObject({ fix: 'its own fix' });
  });
});

test('the description of another backup would have that one restored', async () => {
  const api = fakeApi({ [described('asked')]: backup('other', NEW) });
  await expect(
    chosenBackup(api, { clusterId: 'in01-source', backupId: 'asked' }, 'CLUSTER'),
  ).rejects.toThrow(
    'the response to GET /v2/clusters/in01-source/backups/asked describes backup "other", not "asked"',
  );
});
