import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TerraformStack } from 'cdktf';
import { ClonedEnvironment, cockroach, Expiry, PasswordSink, Rerun, zilliz } from '../../src';
import { clock } from '../../src/restore/private/validation';
import type { RestorePlanDocument } from '../../src/review/model/schema';
import { Simulator } from '../../src/simulator';
import { cli } from '../cli/cli';
import { synthesised } from '../support/app';
import {
  cockroachEnvironment,
  LEDGER,
  ORDERS,
  ORDERS_BACKUP,
  restoredCockroach,
} from '../support/cockroach';
import { runStep } from '../support/runner';
import { newFolder } from '../support/terraform';
import {
  BACKUP,
  clusterProps,
  restoredCluster,
  SOURCE_CLUSTER,
  STAGING_PROJECT,
  zillizEnvironment,
} from '../support/zilliz';
import { backupContent, catalogContent, catalogFile } from '../support/zilliz-catalog';

// What was right on the day when it was restored must synthesise for ever: `cdktf destroy` does so first.

const { now } = clock;
afterAll(() => {
  clock.now = now;
});

const TODAY = '2026-11-21T08:00:00Z';
const LATER = ['2026-11-24', '2026-12-31', '2027-11-21', '2036-02-29'];

const zillizCatalog = () => {
  const expireTime = '2026-11-23T02:00:00Z';
  const automatic = { creationMethod: 'AUTO', expireTime };
  const content = catalogContent({ backups: [backupContent(automatic)] });
  return zilliz.Catalog.fromFile(catalogFile(content), { maxAgeDays: 2 });
};

function cockroachCatalog() {
  const path = join(newFolder('catalog'), 'orders.json');
  const content = {
    ...{ catalog: 'cdktf-cluster-restore', version: 1, vendor: 'cockroach' },
    pulledAt: '2026-11-20T23:30:00Z',
    cluster: {
      ...{ id: ORDERS, name: 'orders-production', plan: 'STANDARD', cockroach_version: 'v25.4.2' },
      backups_config: { enabled: true, frequency_minutes: 60, retention_days: 2 },
    },
    backups: [{ id: ORDERS_BACKUP, as_of_time: '2026-11-20T23:00:00Z' }],
  };
  writeFileSync(path, JSON.stringify(content));
  return cockroach.Catalog.fromFile(path, { maxAgeDays: 2 });
}

/** Every way in which a declaration depends on a date. */
function everyDate(stack: TerraformStack): void {
  const own = { passwordSink: PasswordSink.discard() };
  restoredCluster(stack, {
    ...own,
    backup: zilliz.Backup.fromCatalog(zillizCatalog(), BACKUP),
    expiresOn: '2026-11-22',
  });
  new zilliz.RestoredCluster(stack, 'dated', {
    ...clusterProps({ ...own, clusterName: 'dated' }),
    backup: zilliz.Backup.fromId({
      clusterId: SOURCE_CLUSTER,
      backupId: BACKUP,
      createTime: '2026-11-20T02:00:00Z',
      milvusVersion: 'v2.5.1',
      latestGaVersion: 'v2.6.1',
    }),
  });
  const moment = { time: '2026-11-20T12:00:00Z' };
  new zilliz.RestoredCluster(stack, 'before', {
    ...clusterProps({ ...own, clusterName: 'before' }),
    backup: zilliz.Backup.before({ clusterId: SOURCE_CLUSTER, ...moment }),
  });
  new zilliz.RestoreDrill(stack, 'drill', {
    backup: zilliz.Backup.latest({ clusterId: SOURCE_CLUSTER }),
    targetProject: STAGING_PROJECT,
    cuSize: 2,
    rerun: Rerun.onToken('2026-11'),
  });
  const pr = new ClonedEnvironment(stack, 'pr-12', {
    ...own,
    ...{ owner: 'team-search', dataClass: 'customer-data', expires: Expiry.on('2026-11-22') },
  });
  new zilliz.RestoredCluster(pr, 'search', {
    backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
    ...{ targetProject: STAGING_PROJECT, clusterName: 'search', cuSize: 2 },
    ...{ collectionStatus: zilliz.CollectionStatus.KEEP },
  } as zilliz.RestoredClusterProps);
  restoredCockroach(stack, {
    backup: cockroach.Backup.fromCatalog(cockroachCatalog(), ORDERS_BACKUP),
  });
  const ledger = (id: string, destination: string, backup: cockroach.Backup) =>
    new cockroach.RestoredDatabases(stack, id, {
      ...{ backup, plan: cockroach.Plan.ADVANCED, destinationCluster: destination },
      ...{ databases: ['ledger'], newDbName: id },
    });
  const known = { retentionDays: 2, cmekEnabledAt: '2026-11-01T00:00:00Z' };
  const dated = { backupId: ORDERS_BACKUP, asOfTime: '2026-11-20T03:00:00Z' };
  ledger('of_a_day', LEDGER, cockroach.Backup.fromId({ clusterId: LEDGER, ...dated, ...known }));
  ledger('of_a_moment', OTHER, cockroach.Backup.before({ clusterId: LEDGER, ...moment, ...known }));
  new cockroach.RestoredCluster(stack, 'newest', {
    backup: cockroach.Backup.latest({ clusterId: ORDERS, catalog: cockroachCatalog() }),
    plan: cockroach.Plan.STANDARD,
    ...{ destinationCluster: THIRD, acknowledgeDataLoss: THIRD },
  });
}

const OTHER = '11111111-1111-4111-8111-111111111111';
const THIRD = '33333333-3333-4333-8333-333333333333';

/** The findings of the review that stop, or need an acknowledgement, and how many only depend on the date. */
async function reviewed(output: string, day: string) {
  const { out } = await cli(['plan', output, '--format', 'json', '--now', day], {});
  const { restores } = JSON.parse(out) as RestorePlanDocument;
  const findings = restores.flatMap((one) =>
    one.findings.map((found) => ({ ...found, of: one.path })),
  );
  const stopping = findings.filter(({ severity }) => ['error', 'acknowledge'].includes(severity));
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  return {
    stopping: stopping.map(({ of, ruleId, problem }) => `${of} ${ruleId} ${problem}`),
    warnings,
  };
}

test('what time alone brings is a warning, at synth and in review, for every declaration that depends on a date', async () => {
  const at = (day: string) => {
    clock.now = () => new Date(day);
    return synthesised(everyDate).replace('/stacks/stack', '');
  };
  const before = await reviewed(at(TODAY), TODAY);
  expect(before.stopping).toEqual([]);
  const warnings: number[] = [];
  for (const day of LATER) {
    const after = await reviewed(at(day), day);
    expect(after.stopping).toEqual([]);
    warnings.push(after.warnings - before.warnings);
  }
  // The first of them the day after: the backups and the catalogs are over, and the ends of two restores.
  expect([before.warnings, ...warnings]).toEqual([0, 7, 11, 11, 11]);
});

test('the runner refuses an expired backup before anything is called, for both vendors', async () => {
  const simulator = await Simulator.start();
  try {
    const zillizFolder = synthesised((stack) =>
      restoredCluster(stack, { backup: zilliz.Backup.fromCatalog(zillizCatalog(), BACKUP) }),
    );
    const cockroachFolder = synthesised((stack) =>
      restoredCockroach(stack, {
        backup: cockroach.Backup.fromCatalog(cockroachCatalog(), ORDERS_BACKUP),
      }),
    );
    const ends = [
      await runStep(zillizFolder, 'submit', zillizEnvironment(simulator)),
      await runStep(cockroachFolder, 'submit', cockroachEnvironment(simulator), {}, 'orders'),
    ];
    expect(ends.map(({ code }) => code)).toEqual([2, 2]);
    expect(ends[0]?.stderr).toContain('backup: it expired at 2026-11-23T02:00:00Z.');
    expect(ends[1]?.stderr).toContain('days old and is kept for at most 2');
    expect(simulator.requests).toEqual([]);
  } finally {
    await simulator.stop();
  }
});
