import { refusal } from '../../client/errors';
import { counted, quoted } from '../../text/text';
import type { OperationProtocol, ProtocolContext } from '../../vendor/protocol';
import { shownPath } from '../../vendor/request';
import { asRestore, DRILL_NAME, drillName } from '../definition/drill';
import { dropRequest } from '../definition/restore-requests';
import type { DatabasesDeclaration, DrillDeclaration } from '../model/declaration';
import { clusterOf } from './clusters';
import { deleteDatabase, listDatabases, wholeListOf } from './databases';
import { hasEnded, newDatabaseName, type Restore, restoresOf, tryRestoreOf } from './jobs';
import { restoreDatabases } from './restore-databases';

type Recorded = Readonly<Record<string, string>>;

/** Restores one database under a name of its own, and drops it. */
export const drillDatabase: OperationProtocol<DrillDeclaration> = {
  repeatsFailedJobs: restoreDatabases.repeatsFailedJobs,

  async preflight(context) {
    const { declaration } = context;
    // What is left out is not known yet, and stays so.
    const restore = asRestore(declaration as DrillDeclaration, drillName(declaration, context));
    return (await restoreDatabases.preflight?.({ ...context, declaration: restore })) ?? [];
  },

  async prepare(context, facts) {
    const prepared = await restoreDatabases.prepare(named(context), facts);
    return {
      requests: prepared.requests.map((request) => ({ ...request, name: DRILL_NAME })),
      facts: { ...prepared.facts, database_name: drillName(context.declaration, context) },
    };
  },

  async beforeSending(context, ...rest) {
    return await restoreDatabases.beforeSending?.(named(context), ...rest);
  },

  accept: (request, body) => restoreDatabases.accept(request, body),
  reconcile: (context, ...rest) => restoreDatabases.reconcile(named(context), ...rest),
  poll: (context, ...rest) => restoreDatabases.poll(named(context), ...rest),
  verify: (context, ...rest) => restoreDatabases.verify(named(context), ...rest),
  doubtsOfClaim: (...all) => restoreDatabases.doubtsOfClaim(...all),

  drill: {
    target: ({ database_name: name = '', destination_cluster_id: cluster = '' }) =>
      `database ${name} of ${cluster}`,

    async contents({ api, declaration }, recorded) {
      const { database_name: name = '', destination_cluster_id: cluster = '' } = recorded;
      const { minimumTables = 1 } = declaration;
      const database = (await listDatabases(api, cluster)).find((one) => one.name === name);
      if (database === undefined) {
        return { passed: false, text: `the destination has no database ${quoted(name)}` };
      }
      const text = `${counted(database.tables, 'table')} found, at least ${minimumTables} expected`;
      return { passed: database.tables >= minimumTables, text };
    },
  },

  async drop({ api, say }, recorded) {
    const { database_name: name = '', destination_cluster_id: cluster = '' } = recorded;
    if (name === '' || cluster === '') {
      say('no database is recorded: nothing to drop');
      return 'gone';
    }
    const restore = await tryRestoreOf(api, cluster, recorded.job_id ?? '');
    // A restore that goes on makes the database after the drop.
    if (restore !== undefined && !hasEnded(restore)) {
      throw refusal(
        `database ${quoted(name)} cannot be dropped while restore ${restore.id} is going on (${restore.status})`,
        'Apply again when it has ended',
        { retry: 'later' },
      );
    }
    const databases = await wholeListOf(api, await clusterOf(api, cluster, 'destination'));
    if (!databases.some((one) => one.name === name)) {
      say(`database ${quoted(name)} is already gone`);
      return 'gone';
    }
    const doubts = doubtsOfDatabase(restore, await restoresOf(api, cluster), recorded);
    const request = dropRequest(cluster, name);
    if (doubts.length > 0) {
      say(
        `left database ${quoted(name)}: it is not proven that this drill created it (${doubts.join('; ')}). If it has to go, drop it over SQL or with ${request.method} ${shownPath(request.path)}`,
      );
      return 'left';
    }
    await deleteDatabase(api, request);
    say(`dropped database ${quoted(name)}`);
    return 'dropped';
  },
};

/** With the name of its own that the drill gives to the database. */
function named(context: ProtocolContext<DrillDeclaration>): ProtocolContext<DatabasesDeclaration> {
  const { declaration } = context;
  return { ...context, declaration: asRestore(declaration, drillName(declaration, context)) };
}

/** Why the restore of the drill may not have made a database: evidence is the restore at the vendor, not our word. */
export function doubtsOfDatabase(
  restore: Restore | undefined,
  all: readonly Restore[],
  { job_id: id = '', database_name: name = '', backup_id: backup = '' }: Recorded,
): string[] {
  if (restore === undefined) return [`the destination has no restore ${quoted(id)}`];
  const newName = newDatabaseName(restore.restore_opts);
  const others = all.filter(
    (one) => one.id !== restore.id && newDatabaseName(one.restore_opts) === name,
  );
  return [
    ...(restore.type === 'DATABASE' ? [] : [`restore ${id} is of type ${quoted(restore.type)}`]),
    ...(restore.backup_id === backup ? [] : [`restore ${id} is of another backup`]),
    ...(newName === name ? [] : [`restore ${id} gave the name ${quoted(newName ?? '')}`]),
    ...others.map((one) => `restore ${one.id} gave that name too`),
  ];
}
