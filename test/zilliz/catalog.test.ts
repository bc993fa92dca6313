import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { TerraformVariable } from 'cdktf';
import { PasswordSink, zilliz } from '../../src';
import { clock } from '../../src/restore/private/validation';
import { refusalOf, synthesised } from '../support/app';
import { NOW } from '../support/rules';
import { stepOf } from '../support/runner';
import { newFolder } from '../support/terraform';
import { BACKUP, clusterProps, restoredCluster, SOURCE_CLUSTER } from '../support/zilliz';
import { backupContent, catalogContent, catalogFile } from '../support/zilliz-catalog';

beforeEach(() => {
  jest.spyOn(clock, 'now').mockReturnValue(NOW);
});
afterEach(() => {
  jest.restoreAllMocks();
});

const { Backup, Catalog } = zilliz;
const COMMAND = 'npx cluster-restore catalog pull --cluster <cluster id> --out <file>';
const PULL = `Pull it again: ${COMMAND}`;

function refusalFrom(path: string, change: Partial<zilliz.RestoredClusterProps> = {}): string[] {
  return refusalOf((stack) => {
    const backup = Backup.fromCatalog(Catalog.fromFile(path), BACKUP);
    restoredCluster(stack, { backup, ...change });
  });
}

/** What the spec of `submit` tells the runner of the backup. */
function backupInSpec(folder: string) {
  const spec = JSON.parse(stepOf(folder, 'submit').environment.CLUSTER_RESTORE_SPEC ?? '{}') as {
    declaration: { backup: { known: Record<string, unknown> } };
  };
  return spec.declaration.backup;
}

describe('a catalog that is of no use', () => {
  test.each([
    ['is not JSON', '<<<<<<< HEAD', 'is not JSON', PULL],
    ['is empty', '', 'is not JSON', PULL],
    [
      'is JSON of something else',
      { backups: [] },
      'has an unknown format',
      `Name a file that this wrote: ${COMMAND}`,
    ],
    [
      'is the JSON text null',
      'null',
      'has an unknown format',
      `Name a file that this wrote: ${COMMAND}`,
    ],
    [
      'is of another version',
      catalogContent({ version: 2 }),
      'has version 2, but this version of the package reads 1',
      `Pull it again: ${COMMAND}`,
    ],
    [
      'is of another vendor',
      catalogContent({ vendor: 'cockroach' }),
      'is a catalog of vendor "cockroach", not "zilliz"',
      'Name the catalog of a Zilliz Cloud cluster',
    ],
    [
      'lacks the cluster',
      catalogContent({ cluster: {} }),
      'has no usable value at cluster.clusterId',
      PULL,
    ],
    [
      'has times that are none',
      catalogContent({ pulledAt: 'yesterday', backups: [backupContent({ createTime: '2026' })] }),
      'has no usable value at pulledAt (and 1 other place)',
      PULL,
    ],
  ])('%s: one clear line', (_title, content, problem, fix) => {
    const path = catalogFile(content);
    expect(refusalFrom(path)).toEqual([
      `[stack/articles] backup: the catalog ${problem}, got "production.json". ${fix}. [ZILLIZ_CATALOG]`,
    ]);
  });

  test('is not there: one clear line', () => {
    expect(refusalFrom('catalogs/nowhere.json')).toEqual([
      '[stack/articles] backup: the catalog does not exist, got "catalogs/nowhere.json". The path is relative to the folder of cdktf.json; write it with: npx cluster-restore catalog pull --cluster <cluster id> --out catalogs/nowhere.json. [ZILLIZ_CATALOG]',
    ]);
  });

  test('is a folder: one clear line', () => {
    expect(refusalFrom(newFolder('catalog')).join()).toContain(
      'backup: the catalog cannot be read (EISDIR), got ',
    );
  });

  test('does not list the backup: it says what is listed, and can be acknowledged', () => {
    const path = catalogFile(
      catalogContent({ backups: [backupContent({ backupId: 'backup11_other' })] }),
    );
    expect(refusalFrom(path)).toEqual([
      `[stack/articles] backup: the catalog lists no backup "${BACKUP}" (it lists 1 backup, the newest "backup11_other" of 2026-11-20T02:00:00Z), got "production.json". Choose one that is listed, or pull the catalog again: npx cluster-restore catalog pull --cluster in01-3b1c0a5d4e6f789 --out production.json. [ZILLIZ_CATALOG]`,
    ]);
    const acknowledge = [{ ruleId: 'ZILLIZ_CATALOG', reason: 'restored in May, expired since' }];
    expect(refusalFrom(path, { acknowledge })).toEqual([]);
  });

  test('lists no backup at all: it says so', () => {
    const path = catalogFile(catalogContent({ backups: [] }));
    expect(refusalFrom(path).join()).toContain('(it lists none)');
  });

  test('is shown next to every other problem of the restore', () => {
    const lines = refusalFrom(catalogFile('{'), { cuSize: 3, clusterName: 'a b' });
    expect(lines.map((line) => /\[(\w+)\]$/.exec(line)?.[1])).toEqual([
      'ZILLIZ_CATALOG',
      'ZILLIZ_CLUSTER_NAME',
      'ZILLIZ_CU_SIZE',
    ]);
  });
});

describe('what a catalog knows', () => {
  test('is checked at synth: type, version, region; what expired breaks nothing', () => {
    const backup = backupContent({
      backupType: 'COLLECTION',
      creationMethod: 'AUTO',
      expireTime: '2026-11-21T00:00:00Z',
      restoreNewInstancePolicies: ['LATEST'],
    });
    const lines = refusalFrom(catalogFile(catalogContent({ backups: [backup] })), {
      targetProjectRegions: ['gcp-us-west1'],
    });
    expect(lines.map((line) => /\[(\w+)\]$/.exec(line)?.[1])).toEqual([
      'ZILLIZ_CLUSTER_BACKUP',
      'ZILLIZ_SAME_REGION',
      'ZILLIZ_VERSION_POLICY',
    ]);
  });

  test('includes the collections that can be mapped', () => {
    const path = catalogFile();
    const lines = refusalOf((stack) => {
      new zilliz.RestoredCollections(stack, 'articles', {
        backup: Backup.fromCatalog(Catalog.fromFile(path), BACKUP),
        targetCluster: 'in01-0a1b2c3d4e5f678',
        collectionMappings: [{ dbName: 'default', collectionName: 'medium_article' }],
      });
    });
    expect(lines).toEqual([
      '[stack/articles] collectionMappings[0].collectionName: is not a collection of database "default" in the backup, got "medium_article". It has "medium_articles", "authors". [ZILLIZ_MAPPING_SOURCE]',
    ]);
  });

  test('is in the spec for runner and review, without the path of this machine', () => {
    const path = catalogFile();
    const folder = synthesised((stack) => {
      const catalog = Catalog.fromFile(path, { maxAgeDays: 7 });
      const backup = Backup.fromCatalog(catalog, BACKUP, { latestGaVersion: '2.6.x' });
      restoredCluster(stack, { backup });
    });
    expect(backupInSpec(folder)).toEqual({
      clusterId: SOURCE_CLUSTER,
      backupId: BACKUP,
      known: {
        catalog: basename(path),
        pulledAt: '2026-11-21T03:00:00Z',
        maxAgeDays: 7,
        latestGaVersion: '2.6.x',
        sourceClusterName: 'articles-production',
        sourceClusterStatus: 'RUNNING',
        projectId: 'proj-20e13e974c7d659a83a1b2',
        projectPlan: 'BusinessCritical',
        regionId: 'aws-us-west-2',
        cuType: 'Performance-optimized',
        backupType: 'CLUSTER',
        creationMethod: 'MANUAL',
        status: 'AVAILABLE',
        size: 42_949_672_960,
        createTime: '2026-11-20T02:00:00Z',
        expireTime: null,
        restoreNewInstancePolicies: ['LATEST', 'ORIGINAL'],
        collections: [
          { dbName: 'default', collectionName: 'medium_articles' },
          { dbName: 'default', collectionName: 'authors' },
        ],
      },
    });
  });

  test('takes what the API leaves empty for not known, and a database without a name for the default one', () => {
    const dbCollections = [{ collections: [{ collectionName: 'articles' }] }, { dbName: 'empty' }];
    const backup = { backupId: BACKUP, createTime: '2026-11-20T02:00:00Z', dbCollections };
    const cluster = { clusterId: SOURCE_CLUSTER, regionId: '', cuType: '' };
    const path = catalogFile(catalogContent({ cluster, backups: [backup] }));
    const folder = synthesised((stack) => {
      const from = Backup.fromCatalog(Catalog.fromFile(path), BACKUP);
      restoredCluster(stack, { backup: from });
    });
    expect(backupInSpec(folder).known).toEqual({
      catalog: basename(path),
      pulledAt: '2026-11-21T03:00:00Z',
      maxAgeDays: 30,
      createTime: '2026-11-20T02:00:00Z',
      collections: [{ dbName: 'default', collectionName: 'articles' }, { dbName: 'empty' }],
    });
  });

  test('leaves a long list of collections out of the spec, once synth has checked it', () => {
    const collections = Array.from({ length: 2000 }, (_, index) => ({
      collectionName: `collection_number_${index}`,
    }));
    const dbCollections = [{ dbName: 'default', collections }];
    const path = catalogFile(catalogContent({ backups: [backupContent({ dbCollections })] }));
    const folder = synthesised((stack) => {
      new zilliz.RestoredCollections(stack, 'articles', {
        backup: Backup.fromCatalog(Catalog.fromFile(path), BACKUP),
        targetCluster: 'in01-0a1b2c3d4e5f678',
        collectionMappings: [{ dbName: 'default', collectionName: 'collection_number_1999' }],
      });
    });
    expect(backupInSpec(folder).known).not.toHaveProperty('collections');
    expect(stepOf(folder, 'submit').environment.CLUSTER_RESTORE_SPEC?.length).toBeLessThan(4096);
  });

  test('of the cluster alone is checked where only Terraform knows which backup', () => {
    const path = catalogFile();
    const lines = refusalOf((stack) => {
      const id = new TerraformVariable(stack, 'backup', { type: 'string' }).stringValue;
      const backup = Backup.fromCatalog(Catalog.fromFile(path), id);
      restoredCluster(stack, { backup, targetProjectRegions: [] });
    });
    expect(lines.map((line) => /\[(\w+)\]$/.exec(line)?.[1])).toEqual(['ZILLIZ_SAME_REGION']);
  });

  test('does not restore again by being pulled again', () => {
    const triggersFrom = (path: string) => {
      const folder = synthesised((stack) => {
        restoredCluster(stack, { backup: Backup.fromCatalog(Catalog.fromFile(path), BACKUP) });
      });
      const json = require(join(folder, 'cdk.tf.json')) as {
        resource: { null_resource: Record<string, { triggers: unknown }> };
      };
      return Object.values(json.resource.null_resource).map(({ triggers }) => triggers);
    };
    const later = catalogContent({ pulledAt: '2026-11-21T09:00:00Z', latestGaVersion: '2.7.x' });
    expect(triggersFrom(catalogFile(later))).toEqual(triggersFrom(catalogFile()));
  });

  test('wins nothing over an id that is not in its cluster: the catalog names the cluster', () => {
    const catalog = Catalog.fromFile(catalogFile());
    expect(Backup.fromCatalog(catalog, BACKUP).clusterId).toBe(SOURCE_CLUSTER);
  });
});

describe('where a catalog is looked for', () => {
  test('relative to the folder of cdktf.json, from whatever folder below it synth is started', () => {
    const project = newFolder('project');
    const below = join(project, 'src', 'deep');
    mkdirSync(below, { recursive: true });
    writeFileSync(join(project, 'cdktf.json'), '{}');
    writeFileSync(join(project, 'production.json'), JSON.stringify(catalogContent()));
    for (const folder of [project, below]) {
      jest.spyOn(process, 'cwd').mockReturnValue(folder);
      expect(Catalog.fromFile('production.json')._source.clusterId).toBe(SOURCE_CLUSTER);
    }
  });

  test('relative to the working directory where there is no cdktf.json', () => {
    const folder = newFolder('no-project');
    writeFileSync(join(folder, 'production.json'), JSON.stringify(catalogContent()));
    jest.spyOn(process, 'cwd').mockReturnValue(folder);
    expect(Catalog.fromFile('production.json')._source.clusterId).toBe(SOURCE_CLUSTER);
  });
});

test.each([
  [0, 'must be more than 0, got 0'],
  [-1, 'must be more than 0, got -1'],
  [Number.NaN, 'must be more than 0, got NaN'],
])('a maxAgeDays of %d is refused', (maxAgeDays, problem) => {
  const path = catalogFile();
  const lines = refusalOf((stack) => {
    const backup = Backup.fromCatalog(Catalog.fromFile(path, { maxAgeDays }), BACKUP);
    new zilliz.RestoredCluster(stack, 'articles', {
      ...clusterProps({ backup }),
      passwordSink: PasswordSink.discard(),
    });
  });
  expect(lines).toEqual([
    `[stack/articles] backup.known.maxAgeDays: ${problem}. Give the days after which a catalog is stale; the default is 30. [ZILLIZ_CATALOG_AGE]`,
  ]);
});
