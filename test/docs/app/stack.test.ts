import { App } from 'cdktf';
import { RestorePlan } from 'cdktf-cluster-restore';
import { Drill } from './stack';

/** The review of the stack. With a date the result is the same on every day. */
function planOf(props: { cuSize?: number; backupId?: string } = {}): RestorePlan {
  return RestorePlan.of(new Drill(new App(), 'drill', props), { now: '2026-11-21' });
}

test('it restores a new cluster of articles, and rolls the orders back', () => {
  expect(planOf().restores.map(({ path, headline }) => `${path} ${headline}`)).toEqual([
    'drill/orders replaces all of cluster `7f3c1a52-6d0e-4b8a-9c21-5e4f3a2b1c0d` with a backup of itself',
    'drill/articles creates cluster `articles-drill` in project `proj-7c41d0b2e98f4a6d5e3c1f`',
  ]);
});

test('nothing but the roll-back erases data', () => {
  const erasing = planOf().restores.filter(({ erases }) => erases.length > 0);
  expect(erasing.map(({ path }) => path)).toEqual(['drill/orders']);
});

test('another backup restores again, another size does not', () => {
  const identityOf = (props = {}) => planOf(props).findRestore('drill/articles').identity;
  expect(identityOf({ backupId: 'backup11_c3d8f01b5a2e794' })).not.toEqual(identityOf());
  expect(identityOf({ cuSize: 4 })).toEqual(identityOf());
});

test('the request asks for a loaded cluster of 2 CU in the project for drills', () => {
  const [request] = planOf().findRestore('drill/articles').requests;
  expect(request?.method).toBe('POST');
  expect(request?.url).toMatch(/\/backups\/backup11_0f5d2c9a7e3b41d\/restoreCluster$/);
  expect(JSON.parse(request?.body ?? '')).toEqual({
    targetProjectId: 'proj-7c41d0b2e98f4a6d5e3c1f',
    clusterName: 'articles-drill',
    cuSize: 2,
    collectionStatus: 'KEEP',
  });
});

test('destroy drops the new cluster, and leaves the orders', () => {
  const plan = planOf();
  expect(plan.findRestore('drill/articles').onDestroy).toMatch(/^drops the cluster/);
  expect(plan.findRestore('drill/orders').onDestroy).toMatch(/^leaves/);
});

test('every declaration is accepted, and one that is not would be named', () => {
  expect(planOf().restores.flatMap(({ errors }) => errors)).toEqual([]);
  expect(planOf({ cuSize: 3 }).findRestore('drill/articles').errors).toEqual([
    expect.stringContaining('[ZILLIZ_CU_SIZE]'),
  ]);
});
