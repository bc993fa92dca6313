import * as fc from 'fast-check';
import { readCatalogFile } from '../../src/vendor/catalog-file';
import { catalogForm, catalogOf } from '../../src/zilliz/model/catalog-file';
import { backupContent, catalogContent } from '../support/zilliz-catalog';

const { cluster } = catalogContent();
const sources = {
  cluster: { ...cluster, projectPlan: undefined, connectAddress: 'https://example.invalid' },
  projectPlan: 'BusinessCritical',
  pulledAt: new Date('2026-11-21T03:00:00.123Z'),
};

test('a catalog holds the API’s answers under their own names, the newest backup first, and nothing else', () => {
  const older = backupContent({ backupId: 'backup11_a', createTime: '2026-09-14T16:20:00Z' });
  const twin = backupContent({ backupId: 'backup11_zz' });
  const newest = { ...backupContent(), description: 'a field of tomorrow' };
  expect(catalogOf({ ...sources, backups: [older, twin, newest] })).toEqual(
    catalogContent({ backups: [backupContent(), twin, older] }),
  );
});

test('an empty expireTime, or none, means that the backup is kept for good', () => {
  const { expireTime: _, ...without } = backupContent();
  const backups = [backupContent({ expireTime: '' }), without];
  const written = catalogOf({ ...sources, backups }).backups.map(({ expireTime }) => expireTime);
  expect(written).toEqual([null, null]);
});

test('what the API leaves null is left out', () => {
  const nothing = { restoreNewInstancePolicies: null, dbCollections: null, size: null };
  const { backups } = catalogOf({ ...sources, backups: [backupContent(nothing)] });
  expect(Object.keys(backups[0] ?? {})).toEqual([
    'backupId',
    'backupType',
    'creationMethod',
    'status',
    'createTime',
    'expireTime',
  ]);
});

test('answers from which no catalog can be made are an error that names the place', () => {
  expect(() => catalogOf({ ...sources, backups: [{ backupId: 'backup11_a' }] })).toThrow(
    'the API returns no usable backups.0.createTime, which a catalog needs',
  );
});

test('a catalog that was written can be read, byte for byte the same again', () => {
  const catalog = catalogOf({ ...sources, latestGaVersion: '2.6.x', backups: [backupContent()] });
  const text = JSON.stringify(catalog, null, 2);
  const read = readCatalogFile(catalogForm, `\uFEFF${text}`);
  expect(catalog.latestGaVersion).toBe('2.6.x');
  expect('catalog' in read && JSON.stringify(read.catalog, null, 2)).toBe(text);
});

test('no file makes the reader throw', async () => {
  const anything = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record({
        catalog: fc.constant('cdktf-cluster-restore'),
        version: fc.constant(1),
        vendor: fc.constant('zilliz'),
        cluster: fc.jsonValue(),
        backups: fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())),
      })
      .map((value) => JSON.stringify(value)),
  );
  await fc.assert(
    fc.property(anything, (text) => {
      const read = readCatalogFile(catalogForm, text);
      expect('catalog' in read || /^(is|has) /.test(read.problem.problem)).toBe(true);
    }),
  );
});
