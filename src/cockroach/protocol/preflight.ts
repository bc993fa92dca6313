import { mark } from '../../text/marked';
import { quote } from '../../text/text';
import type { PreflightLine } from '../../vendor/facts';
import { look, notKnownYet } from '../../vendor/preflight';
import type { PreflightContext } from '../../vendor/protocol';
import type {
  ClusterDeclaration,
  DatabasesDeclaration,
  RestoreDeclaration,
  SettingsDeclaration,
  TablesDeclaration,
} from '../model/declaration';
import { chosenBackup } from './backups';
import { clusterOf, titleOf } from './clusters';
import { databasesText, inTheWay, listDatabases } from './databases';
import { checkClusters } from './destination';
import { fitOfClusters } from './fit-of-clusters';
import { restoresOf } from './jobs';

/** Looks whether backup, clusters and roles are as every restore needs them. */
async function preflightRestore(
  context: PreflightContext<RestoreDeclaration>,
): Promise<PreflightLine[]> {
  const { api, declaration, now } = context;
  const { backup, destinationCluster: destination, plan } = declaration;
  const isBackupKnown =
    backup?.clusterId !== undefined &&
    (backup.latest === true || backup.before?.time !== undefined || backup.backupId !== undefined);
  const lines = [
    isBackupKnown
      ? await look('backup', async () => {
          const { id, as_of_time: at } = await chosenBackup(api, backup, now());
          return `${mark(id)} can be restored, to ${mark(at)}`;
        })
      : notKnownYet('backup', 'the backup'),
  ];
  if (destination === undefined || plan === undefined || !isBackupKnown) {
    return [...lines, notKnownYet('destination', 'the backup or the destination')];
  }
  const whole = { backup, destinationCluster: destination, plan };
  return [
    ...lines,
    await look('destination', async () => {
      const ignore = () => undefined;
      await checkClusters({ api, declaration: whole, say: ignore, pause: async () => undefined });
      const cluster = await clusterOf(api, destination, 'destination');
      if (cluster.state === 'CREATED')
        return `${mark(titleOf(cluster))} exists, on plan ${mark(plan)}`;
      const text = `${mark(titleOf(cluster))} is ${mark(cluster.state)} (${mark(cluster.operation_status)})`;
      return { state: 'wrong', text, fix: 'Wait until no other operation works on it' };
    }),
    ...(backup.clusterId === destination ? [] : [await lookAtFit(context, whole)]),
    await look('roles', async () => {
      // The vendor asks the same roles for this list as for a restore.
      await restoresOf(api, destination);
      return 'the key may see the backups of the source and the restores of the destination, which needs the roles that a restore needs';
    }),
  ];
}

/** Whether versions and regions of both clusters allow the restore; what the API does not report is not permission. */
async function lookAtFit(
  { api, declaration }: PreflightContext<RestoreDeclaration>,
  whole: Pick<RestoreDeclaration, 'backup' | 'destinationCluster' | 'plan'>,
): Promise<PreflightLine> {
  return await look('fit', async () => {
    const destination = await clusterOf(api, whole.destinationCluster, 'destination');
    const { skipLocalitiesCheck } = declaration;
    const { impossible, open } = await fitOfClusters(
      api,
      { ...whole, skipLocalitiesCheck },
      destination,
    );
    if (impossible.length > 0) {
      const fix = 'Choose or upgrade a destination';
      return { state: 'wrong', text: joinSentences(impossible), fix };
    }
    if (open.length === 0) {
      return `${mark(destination.cockroach_version)} and the regions of the destination can take the backup`;
    }
    const fix =
      'Choose another destination, or make sure that the backup fits: the runner wipes nothing for it unless COCKROACH_WIPE_FIT is acknowledged';
    return { state: 'unknown', text: joinSentences(open), fix };
  });
}

/** Sentences with the vendor's words in them, as text in which nothing is marked. */
function joinSentences(sentences: readonly string[]): string {
  return sentences.join('; ').replaceAll('`', '’');
}

/** Besides: whether the destination is empty, or may be wiped. */
export async function preflightCluster(
  context: PreflightContext<ClusterDeclaration>,
): Promise<readonly PreflightLine[]> {
  const { api, declaration } = context;
  const { destinationCluster: destination, wipeDestination } = declaration;
  const lines = await preflightRestore(context);
  if (destination === undefined) return lines;
  const content = await look(wipeDestination === true ? 'wipe' : 'empty', async () => {
    const present = inTheWay(await listDatabases(api, destination));
    if (present.length === 0) return 'the destination lists no databases or tables of its own';
    const held = mark(databasesText(present));
    if (wipeDestination !== true) {
      return {
        state: 'wrong',
        text: `the destination holds ${held}`,
        fix: 'Empty it, choose another one, or set wipeDestination',
      };
    }
    const { delete_protection: protection } = await clusterOf(api, destination, 'destination');
    if (protection !== 'ENABLED') return `WILL BE DELETED from the destination: ${held}`;
    const text = `wipeDestination would delete ${held}, and the destination has deletion protection`;
    return {
      state: 'wrong',
      text,
      fix: 'Turn off deletion protection in the Cloud Console, if the data may be deleted',
    };
  });
  return [...lines, content];
}

/** Besides: whether the names are free. */
export async function preflightDatabases(
  context: PreflightContext<DatabasesDeclaration>,
): Promise<readonly PreflightLine[]> {
  const { api, declaration } = context;
  const { destinationCluster: destination, databases = [], newDbName } = declaration;
  const lines = await preflightRestore(context);
  if (destination === undefined) return lines;
  const names = await look('names', async () => {
    const wanted = newDbName === undefined ? databases : [newDbName];
    const present = new Set((await listDatabases(api, destination)).map(({ name }) => name));
    const taken = wanted.filter((name) => present.has(name));
    if (taken.length === 0) return `${wanted.map(mark).join(', ')} free`;
    const text = `the destination already has ${taken.map(mark).join(', ')}`;
    return { state: 'wrong', text, fix: 'Use newDbName, or rename or drop what exists' };
  });
  return [...lines, names];
}

/** Besides: whether the database that gets the tables exists. */
export async function preflightTables(
  context: PreflightContext<TablesDeclaration>,
): Promise<readonly PreflightLine[]> {
  const { api, declaration } = context;
  const { destinationCluster: destination, intoDb, createIntoDb } = declaration;
  const lines = await preflightRestore(context);
  if (destination === undefined || intoDb === undefined) return lines;
  const database = await look('database', async () => {
    const present = await listDatabases(api, destination);
    if (present.some(({ name }) => name === intoDb)) return `${mark(intoDb)} is there`;
    if (createIntoDb === true) return `${mark(intoDb)} will be created`;
    const text = `the destination has no database ${mark(quote(intoDb))}`;
    return { state: 'wrong', text, fix: 'Set createIntoDb, or create it' };
  });
  return [...lines, database];
}

/** Whether the cluster exists, where it is known already: the clusters of restores often exist. */
export async function preflightOfCluster({
  api,
  declaration: { cluster: id },
}: PreflightContext<{ readonly cluster: string }>): Promise<readonly PreflightLine[]> {
  if (id === undefined) return [notKnownYet('cluster', 'cluster')];
  const exists = async () => `${mark(titleOf(await clusterOf(api, id, 'cluster')))} exists`;
  return [await look('cluster', exists)];
}

/** Whether the cluster exists and is on the plan that is declared. */
export async function preflightSettings({
  api,
  declaration,
}: PreflightContext<SettingsDeclaration>): Promise<readonly PreflightLine[]> {
  const { cluster: id, plan } = declaration;
  if (id === undefined) return [notKnownYet('cluster', 'cluster')];
  const line = await look('cluster', async () => {
    const cluster = await clusterOf(api, id, 'cluster');
    const title = mark(titleOf(cluster));
    if (plan === undefined || cluster.plan === plan)
      return `${title} exists, on plan ${mark(cluster.plan)}`;
    const text = `${title} is on plan ${mark(cluster.plan)}, not ${mark(plan)}`;
    return { state: 'wrong', text, fix: 'Correct plan or cluster' };
  });
  return [line];
}
