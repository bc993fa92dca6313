import { refusal } from '../../client/errors';
import { quote } from '../../text/text';
import { restoreDatabases as definition } from '../definition';
import type { DatabasesDeclaration } from '../model/declaration';
import { titleOf } from './clusters';
import { wholeListOf } from './databases';
import { dropDatabases } from './drop-databases';
import { inspectDatabases } from './inspect';
import { refuseFinished } from './other-restores';
import { preflightDatabases } from './preflight';
import { restoreOperation } from './restore';

/** Restores databases beside what the destination has. */
export const restoreDatabases = restoreOperation<DatabasesDeclaration>({
  definition,
  type: 'DATABASE',
  preflight: preflightDatabases,
  drop: dropDatabases,
  inspect: ({ api, sources }, recorded) => inspectDatabases(api, recorded, sources),

  async makeWay(context, destination, request) {
    const { api, declaration } = context;
    const { databases, newDbName } = declaration;
    const wanted = newDbName === undefined ? databases : [newDbName];
    const present = new Set((await wholeListOf(api, destination)).map(({ name }) => name));
    const taken = wanted.filter((name) => present.has(name));
    if (taken.length === 0) return undefined;
    await refuseFinished(context, request.body ?? {}, taken);
    throw refusal(
      `the destination ${titleOf(destination)} already has ${taken.map(quote).join(', ')}`,
      'Restore one database at a time with newDbName, or rename or drop what exists',
    );
  },
});
