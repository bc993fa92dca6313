import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vendors as list } from '../src/vendors';

const SRC = join(__dirname, '..', 'src');
const vendors = readdirSync(SRC).filter((name) => existsSync(join(SRC, name, 'protocol/index.ts')));

/** The files that every vendor has under the same names: where to look for what. */
const SHARED = [
  'backup.ts',
  'catalog.ts',
  'model/declaration.ts',
  'protocol/backups.ts',
  'model/catalog-file.ts',
  'protocol/clusters.ts',
  'definition/describe-cluster.ts',
  'protocol/index.ts',
  'protocol/inventory.ts',
  'protocol/jobs.ts',
  'protocol/preflight.ts',
  'protocol/read-response.ts',
  'protocol/restore-cluster.ts',
  'enums.ts',
  'index.ts',
  'definition/index.ts',
  'definition/paths.ts',
  'restored-cluster.ts',
  'rules/catalog-age.ts',
  'rules/catalog.ts',
  'rules/index.ts',
  'vendor.ts',
];

function filesOf(vendor: string): string[] {
  return readdirSync(join(SRC, vendor), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort();
}

test('there are two vendors', () => {
  expect(vendors).toEqual(['cockroach', 'zilliz']);
});

/** The list, the public names, and the simulated clouds, which are written from the vendors' documents. */
const NAMES_VENDORS = /^(?:index|vendors)\.ts$|^simulator\//;

test.each(list)('the name of $name is that of its definition', ({ name, definition }) => {
  expect(definition.vendor).toBe(name);
});

test('nothing outside the folder of a vendor names one', () => {
  const named = new RegExp(['milvus', ...vendors].join('|'), 'i');
  const files = filesOf('.').filter(
    (file) => !NAMES_VENDORS.test(file) && !vendors.some((vendor) => file.startsWith(`${vendor}/`)),
  );
  expect(files.length).toBeGreaterThan(100);
  const found = files.filter((file) => named.test(readFileSync(join(SRC, file), 'utf8')));
  expect(found).toEqual([]);
});

describe.each(vendors)('src/%s', (vendor) => {
  test('has the folders of every vendor', () => {
    const folders = filesOf(vendor).map((file) => (file.includes('/') ? file.split('/')[0] : ''));
    expect([...new Set(folders)].sort()).toEqual(
      expect.arrayContaining(['', 'definition', 'model', 'protocol', 'rules']),
    );
  });

  test('has the files that every vendor has, under their names', () => {
    const shared = filesOf(vendor).filter((file) => SHARED.includes(file));
    expect(shared.sort()).toEqual([...SHARED].sort());
  });

  test('has a protocol file for each construct', () => {
    const constructs = filesOf(vendor).filter((file) => file.startsWith('restored-'));
    const protocols = constructs.map((file) => `protocol/${file.replace('restored-', 'restore-')}`);
    expect(filesOf(vendor)).toEqual(expect.arrayContaining(protocols));
  });
});
