import { pluralize, quote } from '../../text/text';
import type { OperationProtocol, ProtocolContext } from '../../vendor/protocol';
import { asRestore, DRILL_NAME, drillName } from '../definition/drill';
import type { DatabasesDeclaration, DrillDeclaration } from '../model/declaration';
import { listDatabases } from './databases';
import { dropDatabases } from './drop-databases';
import { inspectDatabases } from './inspect';
import { restoreDatabases } from './restore-databases';

/** Restores one database under its own name, and drops it. */
export const drillDatabase: OperationProtocol<DrillDeclaration> = {
  repeatsFailedJobs: restoreDatabases.repeatsFailedJobs,

  async preflight(context) {
    const { declaration } = context;
    // What is left out is not known yet, and stays so.
    const restore = asRestore(declaration as DrillDeclaration, drillName(declaration, context));
    return (await restoreDatabases.preflight?.({ ...context, declaration: restore })) ?? [];
  },

  async prepare(context, facts) {
    const prepared = await restoreDatabases.prepare(withDrillName(context), facts);
    return {
      requests: prepared.requests.map((request) => ({ ...request, name: DRILL_NAME })),
      facts: { ...prepared.facts, database_name: drillName(context.declaration, context) },
    };
  },

  async beforeSending(context, ...rest) {
    return await restoreDatabases.beforeSending?.(withDrillName(context), ...rest);
  },

  accept: (...all) => restoreDatabases.accept(...all),
  reconcile: (context, ...rest) => restoreDatabases.reconcile(withDrillName(context), ...rest),
  poll: ({ api, declaration }, ...rest) =>
    restoreDatabases.poll(
      { api, ...(declaration && { declaration: asRestore(declaration, '') }) },
      ...rest,
    ),
  verify: (context, ...rest) => restoreDatabases.verify(withDrillName(context), ...rest),
  doubtsOfClaim: (...all) => restoreDatabases.doubtsOfClaim(...all),

  drill: {
    target: ({ database_name: name = '', destination_cluster_id: cluster = '' }) =>
      `database ${name} of ${cluster}`,

    async contents({ api, declaration }, recorded) {
      const { database_name: name = '', destination_cluster_id: cluster = '' } = recorded;
      const { minimumTables = 1 } = declaration;
      const database = (await listDatabases(api, cluster)).find((one) => one.name === name);
      if (database === undefined) {
        return { passed: false, text: `the destination has no database ${quote(name)}` };
      }
      const text = `${pluralize(database.tables, 'table')} found, at least ${minimumTables} expected`;
      return { passed: database.tables >= minimumTables, text };
    },
  },

  drop: dropDatabases,
  inspect: ({ api, sources }, recorded) => inspectDatabases(api, recorded, sources),
};

/** With the name of its own that the drill gives to the database. */
function withDrillName(
  context: ProtocolContext<DrillDeclaration>,
): ProtocolContext<DatabasesDeclaration> {
  const { declaration } = context;
  return { ...context, declaration: asRestore(declaration, drillName(declaration, context)) };
}
