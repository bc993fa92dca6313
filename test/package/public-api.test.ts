import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Documented {
  readonly name: string;
  readonly docs?: { readonly summary?: string; readonly default?: string };
  readonly optional?: boolean;
}
interface ApiType extends Documented {
  readonly fqn: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly datatype?: boolean;
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly properties?: readonly Documented[];
  readonly methods?: readonly Documented[];
  readonly members?: readonly Documented[];
}

// What the jsii compiler says of the public API: the same that every language sees.
const assembly = JSON.parse(readFileSync(join(__dirname, '..', '..', '.jsii'), 'utf8')) as {
  types: Record<string, ApiType>;
};
const types = Object.values(assembly.types);

test('there is a public API to look at', () => {
  expect(types.map(({ fqn }) => fqn)).toContain('cdktf-cluster-restore.zilliz.RestoredCluster');
});

const fqnOf = (name: string) => `cdktf-cluster-restore.${name}`;
const RESTORES: readonly (readonly [string, string, string])[] = [
  ['zilliz.RestoredCluster', 'Restore', 'RestoreProps'],
  ['zilliz.RestoredCollections', 'Restore', 'RestoreProps'],
  ['cockroach.ManagedRestore', 'Restore', 'RestoreProps'],
  ['cockroach.RestoredCluster', 'cockroach.ManagedRestore', 'cockroach.ManagedRestoreProps'],
  ['cockroach.RestoredDatabases', 'cockroach.ManagedRestore', 'cockroach.ObjectRestoreProps'],
  ['cockroach.RestoredTables', 'cockroach.ManagedRestore', 'cockroach.ObjectRestoreProps'],
];

// jsii erases a base class that is not public, and may lose what stands behind it.
test.each(['Restore', 'cockroach.BackupSettings'])('%s is a construct', (name) => {
  expect(assembly.types[fqnOf(name)]).toMatchObject({ base: 'constructs.Construct' });
});

test.each(RESTORES)('%s is a %s with the props of %s', (name, base, props) => {
  expect(assembly.types[fqnOf(name)]).toMatchObject({ base: fqnOf(base) });
  const { interfaces } = assembly.types[fqnOf(`${name}Props`)] ?? {};
  expect(interfaces).toEqual([fqnOf(props)]);
});

describe.each(types.map((type) => [type.fqn, type] as const))('%s', (_fqn, type) => {
  const parts = [...(type.properties ?? []), ...(type.methods ?? []), ...(type.members ?? [])];

  test('is documented, and so is every part of it', () => {
    const bare = [type, ...parts].filter(({ docs }) => docs?.summary === undefined);
    expect(bare.map(({ name }) => name)).toEqual([]);
  });
});

const structs = types.filter(({ datatype }) => datatype === true);

test.each(structs.map((type) => [type.fqn, type] as const))(
  '%s names the default of every optional prop',
  (_fqn, { properties = [] }) => {
    const silent = properties.filter(
      ({ optional, docs }) => optional && docs?.default === undefined,
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
  },
);

test('there are optional props', () => {
  const optional = structs.flatMap(({ properties = [] }) =>
    properties.filter((one) => one.optional),
  );
  expect(optional.length).toBeGreaterThan(40);
});
