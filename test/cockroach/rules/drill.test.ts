import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cockroach, Rerun } from '../../../src';
import { drillProduction } from '../../../src/cockroach/rules/drill-production';
import { cli } from '../../cli/cli';
import { refusalOf } from '../../support/app';
import {
  cockroachEnvironment,
  LEDGER,
  LEDGER_BACKUP,
  LEDGER_STAGING,
  startCockroach,
} from '../../support/cockroach';
import { newFolder } from '../../support/terraform';

function catalogOf(production: boolean | undefined): string {
  const file = join(newFolder('catalog'), 'ledger.json');
  const catalog = {
    catalog: 'cdktf-cluster-restore',
    version: 1,
    vendor: 'cockroach',
    pulledAt: new Date().toISOString(),
    cluster: { id: LEDGER, name: 'ledger', plan: 'ADVANCED', production },
    backups: [{ id: LEDGER_BACKUP, as_of_time: new Date().toISOString() }],
  };
  writeFileSync(file, JSON.stringify(catalog));
  return file;
}

const refused = (production: boolean | undefined, destinationCluster: string) =>
  refusalOf((stack) => {
    const catalog = cockroach.Catalog.fromFile(catalogOf(production));
    new cockroach.RestoreDrill(stack, 'drill', {
      backup: cockroach.Backup.fromCatalog(catalog, LEDGER_BACKUP),
      destinationCluster,
      database: 'ledger',
      rerun: Rerun.onToken('2026-12'),
    });
  });

describe('COCKROACH_DRILL_PRODUCTION', () => {
  test('rejects the cluster that its catalog calls production', () => {
    expect(refused(true, LEDGER)).toEqual([
      `[stack/drill] destinationCluster: is a production cluster, as the catalog ledger.json says, and a drill must not run there, got "${LEDGER}". Choose an Advanced cluster that is used only for drills. [COCKROACH_DRILL_PRODUCTION]`,
    ]);
  });

  test.each<[string, boolean | undefined, string]>([
    ['another cluster', true, LEDGER_STAGING],
    ['a cluster that is not production', false, LEDGER],
    ['a cluster of which the catalog says nothing', undefined, LEDGER],
  ])('accepts %s', (_title, production, destination) => {
    expect(refused(production, destination)).toEqual([]);
  });

  test('says nothing of what is known after apply', () => {
    const context = { isUnknown: () => true, now: new Date(), stage: 'synth' } as never;
    expect(drillProduction.check({}, context)).toEqual([]);
  });
});

test('catalog pull writes that a cluster is production, and pulling again keeps it', async () => {
  const simulator = await startCockroach();
  const cwd = newFolder('pull');
  mkdirSync(join(cwd, 'catalogs'));
  const env = cockroachEnvironment(simulator);
  const args = ['catalog', 'pull', '--cluster', LEDGER, '--out', 'catalogs/ledger.json'];
  const production = () =>
    (
      JSON.parse(readFileSync(join(cwd, 'catalogs/ledger.json'), 'utf8')) as {
        cluster: { production?: boolean };
      }
    ).cluster.production;
  await cli([...args, '--production'], { cwd, env });
  expect(production()).toBe(true);
  expect((await cli(args, { cwd, env })).errors).toEqual([]);
  expect(production()).toBe(true);
  await simulator.stop();
});
