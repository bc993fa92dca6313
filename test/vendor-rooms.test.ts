import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

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
  'protocol/read-answer.ts',
  'protocol/restore-cluster.ts',
  'enums.ts',
  'index.ts',
  'definition/index.ts',
  'definition/identity.ts',
  'definition/paths.ts',
  'restored-cluster.ts',
  'rules/catalog-age.ts',
  'rules/catalog.ts',
  'rules/index.ts',
];

function filesOf(vendor: string): string[] {
  return readdirSync(join(SRC, vendor), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort();
}

test('there are two vendors', () => {
  expect(vendors).toEqual(['cockroach', 'zilliz']);
});

describe.each(vendors)('src/%s', (vendor) => {
  test('has the rooms of every vendor, and no other', () => {
    const rooms = filesOf(vendor).map((file) => (file.includes('/') ? file.split('/')[0] : ''));
    expect([...new Set(rooms)].sort()).toEqual(
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
