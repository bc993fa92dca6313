import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { journalsIn } from '../../src/records/journals';
import { newFolder } from '../support/terraform';

let folder: string;
beforeEach(() => {
  folder = newFolder('journals');
  chmodSync(folder, 0o700);
});
afterEach(() => jest.restoreAllMocks());

const fileOf = (key: string) => join(folder, key, 'journal.json');
function write(change: object = {}, key = 'key'): void {
  mkdirSync(dirname(fileOf(key)), { recursive: true, mode: 0o700 });
  const empty = { version: 1, key, identity: {}, facts: {}, requests: [] };
  const entry = { ...empty, path: 'stack/articles', state: 'recorded', ...change };
  writeFileSync(fileOf(key), typeof change === 'string' ? change : JSON.stringify(entry), {
    mode: 0o600,
  });
}
const read = (change: object = {}) => {
  write(change);
  return journalsIn(folder)[0];
};
const request = (state: string, change: object = {}) => ({
  ...{ name: 'restore', at: '2026-11-20T08:00:00Z', facts: {}, state },
  ...change,
});
const facts = { cluster_name: 'articles', cluster_id: 'of the entry' };

test('what is not written in a journal is empty', () => {
  expect(read()).toEqual({
    ...{ folder, key: 'key', path: 'stack/articles', vendor: '', operation: '', identity: {} },
    ...{ submitAddress: undefined, about: {}, isUnfinished: false, mayBeForged: false },
    ...{ isDropped: false, clusters: [], unknown: [], jobs: [], accepted: [], hasSent: false },
  });
});

test.each([
  ['open', true, false],
  ['waiting', true, false],
  ['recorded', false, false],
  ['dropped', false, true],
])('one that is %s', (state, isUnfinished, isDropped) => {
  expect(read({ state })).toMatchObject({ isUnfinished, isDropped });
});

test('a request of which the cluster is known is one', () => {
  const requests = [
    request('submitted', { jobId: 'job-1', facts: { cluster_id: 'in01-1' } }),
    request('made', { name: 'backup', jobId: 'job-0', kind: 'backup', facts: { backup_id: 'b' } }),
  ];
  expect(read({ facts, requests })).toMatchObject({
    clusters: [{ recorded: { cluster_name: 'articles', cluster_id: 'in01-1' }, isReplaced: false }],
    unknown: [],
    jobs: [
      { name: 'restore', jobId: 'job-1' },
      { name: 'backup', jobId: 'job-0' },
    ],
    accepted: [{ cluster_name: 'articles', cluster_id: 'in01-1', job_id: 'job-1' }],
    hasSent: true,
  });
});

test.each<[string, object, object]>([
  ['about to be sent', request('intent'), { unknown: [facts], hasSent: true, accepted: [] }],
  [
    'about to be sent, whose cluster was found',
    request('intent', { facts: { cluster_id: 'in01-1' } }),
    { unknown: [], hasSent: true },
  ],
  ['not sent', request('pending'), { unknown: [], hasSent: false, jobs: [] }],
  ['being cleared for', request('clearing'), { unknown: [], hasSent: false }],
  ['that failed', request('failed', { jobId: 'j' }), { accepted: [], hasSent: true }],
  [
    'for a backup that is made first',
    request('submitted', { kind: 'backup', jobId: 'j' }),
    { accepted: [], hasSent: true },
  ],
])('a request %s', (_title, one, expected) => {
  expect(read({ facts, requests: [one] })).toMatchObject(expected);
});

test('what was dropped has sent nothing, but for what earlier runs left', () => {
  const requests = [request('submitted', { jobId: 'j', facts: { cluster_id: 'in01-1' } })];
  const left = { earlier: ['a', 'b', 'a'], replaced: [{ cluster_id: 'b', cluster_name: 'of b' }] };
  expect(read({ state: 'dropped', requests, ...left })).toMatchObject({
    clusters: [
      { recorded: { cluster_id: 'a' }, isReplaced: true },
      { recorded: { cluster_id: 'b', cluster_name: 'of b' }, isReplaced: true },
    ],
    ...{ unknown: [], jobs: [], accepted: [], hasSent: false },
  });
});

test('a folder may have none, and none are in a folder that is not there', () => {
  mkdirSync(join(folder, 'empty'));
  writeFileSync(join(folder, 'file'), '');
  write({ key: 'b' }, 'b');
  write({ key: 'a' }, 'a');
  expect(journalsIn(folder).map(({ key }) => key)).toEqual(['a', 'b']);
  expect(journalsIn(join(folder, 'none'))).toEqual([]);
});

describe('who may have written it', () => {
  const isForged = () => journalsIn(folder)[0]?.mayBeForged;

  test.each([
    ['its file', () => fileOf('key')],
    ['its folder', () => join(folder, 'key')],
    ['the folder of all', () => folder],
  ])('others who may write to %s', (_title, path) => {
    write();
    for (const [mode, expected] of [
      [0o755, false],
      [0o775, true],
      [0o757, true],
    ] as const) {
      chmodSync(path(), mode);
      expect(isForged()).toBe(expected);
    }
  });

  test('another user whose it is; root could write anyway', () => {
    write();
    const user = process.getuid?.() ?? 0;
    jest.spyOn(process, 'getuid').mockReturnValue(user + 1);
    expect(isForged()).toBe(user !== 0);
  });
});

test.each<[string, () => void]>([
  ['no JSON', () => write('x' as never)],
  ['no journal', () => write('{}' as never)],
  ['one in an unknown state', () => write({ state: 'new' })],
  ['one of a newer version', () => write({ version: 2 })],
])('%s is refused', (_title, make) => {
  make();
  expect(() => journalsIn(folder)).toThrow(
    `${fileOf('key')}: is not a journal that this version can read. Use the version that wrote it, or check the vendor’s console.`,
  );
});

test('a link that leads nowhere is not a missing journal', () => {
  mkdirSync(join(folder, 'key'));
  symlinkSync(join(folder, 'nowhere'), fileOf('key'));
  expect(() => journalsIn(folder)).toThrow();
});
