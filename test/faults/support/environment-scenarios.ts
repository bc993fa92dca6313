import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TerraformStack } from 'cdktf';
import { cockroach, PasswordSink, Replacement, Rerun, zilliz } from '../../../src';
import { Simulator } from '../../../src/simulator';
import { LEDGER, LEDGER_BACKUP, LEDGER_STAGING } from '../../support/cockroach';
import { BACKUP, restoredCluster, SOURCE_CLUSTER, STAGING_PROJECT } from '../../support/zilliz';
import { cockroachDatabases } from './cockroach-scenarios';
import type { Scenario } from './scenarios';
import { QUICK, zillizCluster } from './zilliz-scenarios';

/** Before and after each change that lasts: what is on the disk, and what the vendor was asked to change. */
const CHANGES = /^(renameSync|linkSync|exit)|^(before|answered|after) (POST|DELETE) /;
/** The same, without what every restore has. */
const DROPS = /^renameSync (journal|restored)|^(before|answered|after) DELETE /;

const clones = ({ zilliz: { clusters } }: Simulator) =>
  clusters.filter(({ restoredFrom }) => restoredFrom !== undefined);
const alive = (simulator: Simulator) =>
  clones(simulator)
    .filter(({ status }) => status !== 'DELETED')
    .map(({ clusterId }) => clusterId);

const refreshed = (token: string) => (stack: TerraformStack) =>
  restoredCluster(stack, {
    uniqueName: true,
    rerun: Rerun.onToken(token),
    // The one file for all is known by its time, which a copy of the folder does not have.
    passwordSink: PasswordSink.file(`password-${token}`),
    replacement: Replacement.AFTER_VERIFICATION,
  });

/** A clone that is restored again beside the previous one, which is dropped when the new one is verified. */
export const zillizRefresh: Scenario = {
  ...zillizCluster(true),
  title: 'zilliz restoreCluster, refreshed',
  build: refreshed('2026-w48'),
  former: refreshed('2026-w47'),
  expected: 2,
  password: undefined,
  drops: false,
  only: ['submit', 'wait', 'former submitted'],
  killedAt: CHANGES,
  wrongAtEnd: (simulator, folder, step) => {
    const [former, latest] = clones(simulator).map(({ clusterId }) => clusterId);
    const isDropped = step === undefined || step === 'former submitted';
    const wanted = isDropped ? [latest] : [former, latest];
    const left = alive(simulator);
    const text = readFileSync(join(folder, '.cluster-restore/articles/journal.json'), 'utf8');
    const { state, earlier = [] } = JSON.parse(text) as { state: string; earlier?: string[] };
    const known = isDropped ? [] : [former];
    return [
      ...(left.join() === wanted.join() ? [] : [`alive: ${left}, wanted: ${wanted}`]),
      ...(earlier.join() === known.join() ? [] : [`the journal knows ${earlier}, not ${known}`]),
      ...(state === 'dropped' ? ['the journal takes the newest for dropped'] : []),
    ];
  },
};

/** The one result of a drill, and that nothing of it is left. */
const wrongWithDrill =
  (passed: boolean, leftOf: (simulator: Simulator) => readonly string[]) =>
  (simulator: Simulator, folder: string): string[] => {
    const results = readdirSync(join(folder, 'drills')).map(
      (name) => JSON.parse(readFileSync(join(folder, 'drills', name), 'utf8')) as object,
    );
    const verdicts = results.map((result) => (result as { passed: boolean }).passed);
    return [
      ...(verdicts.join() === `${passed}` ? [] : [`results: ${verdicts}`]),
      ...leftOf(simulator).map((what) => `${what} is left`),
    ];
  };

/** A drill of a cluster, whose job fails where it wanted not pass. */
export function zillizDrill(passes: boolean): Scenario {
  return {
    ...zillizCluster(true),
    title: `zilliz RestoreDrill that ${passes ? 'passes' : 'fails'}`,
    build: (stack) => {
      new zilliz.RestoreDrill(stack, 'articles', {
        backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
        targetProject: STAGING_PROJECT,
        cuSize: 2,
        rerun: Rerun.onToken('2026-11'),
      });
    },
    start: async () => {
      const behaviour = { zilliz: { ...QUICK, dataPlane: 'answers' } } as const;
      const simulator = await Simulator.start({ behaviour });
      if (!passes) simulator.zilliz.failNextJob('Insufficient resources in the region');
      return simulator;
    },
    password: undefined,
    drops: false,
    only: ['wait'],
    killedAt: passes ? CHANGES : DROPS,
    wrongAtEnd: wrongWithDrill(passes, alive),
  };
}

/** A drill of a database, of which more tables are expected than there are where it wanted not pass. */
export function cockroachDrill(passes: boolean): Scenario {
  const databases = ({ cockroach: { clusters } }: Simulator) =>
    (clusters.find(({ id }) => id === LEDGER_STAGING)?.databases ?? []).map(({ name }) => name);
  return {
    ...cockroachDatabases,
    title: `cockroach RestoreDrill that ${passes ? 'passes' : 'fails'}`,
    build: (stack) => {
      new cockroach.RestoreDrill(stack, 'articles', {
        backup: cockroach.Backup.fromId({ clusterId: LEDGER, backupId: LEDGER_BACKUP }),
        destinationCluster: LEDGER_STAGING,
        database: 'ledger',
        rerun: Rerun.onToken('2026-11'),
        ...(passes ? {} : { minimumTables: 1000 }),
      });
    },
    only: ['wait'],
    killedAt: passes ? CHANGES : DROPS,
    wrongAtEnd: wrongWithDrill(passes, (simulator) =>
      databases(simulator).filter((name) => name.startsWith('restore_drill')),
    ),
  };
}
