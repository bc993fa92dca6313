import type { Rule } from '../../evaluation/rule';
import { quote } from '../../text/text';
import type {
  DatabasesDeclaration,
  DrillDeclaration,
  RestoreDeclaration,
  TablesDeclaration,
} from '../model/declaration';

type Declared = Partial<RestoreDeclaration & DatabasesDeclaration & TablesDeclaration> &
  Partial<Pick<DrillDeclaration, 'database'>>;

/**
 * Restores of one app do not race for a destination, and none erases what another made. Stacks are applied one by one,
 * and the runner waits for a restore of another one: there, databases of different names may share a cluster.
 */
export const oneRestore: Rule<Declared> = {
  id: 'COCKROACH_ONE_RESTORE',
  severity: 'error',
  holds:
    'No two restores of an app have the same destination without waiting for each other, unless they make databases of different names in different stacks',
  remedy:
    'Remove one, or let it wait for the other by its `clusterId`; across stacks, give the databases different names',
  source:
    'A restore locks its destination: https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-basic',
  certainty: 'documented',
  claims(declared, stack) {
    const { destinationCluster: id } = declared;
    const databases = databasesOf(declared);
    if (id === undefined) return [];
    if (databases === undefined) return [id, whole(id)];
    return [id, inStack(id, stack), ...databases.map((name) => database(id, name))];
  },
  check(declared, { claimedBy = () => undefined, stack }) {
    const { destinationCluster: got } = declared;
    if (got === undefined) return [];
    const databases = databasesOf(declared);
    const first = claimedBy(got);
    const isWhole = databases === undefined || first === claimedBy(whole(got));
    const other = (isWhole ? first : undefined) ?? claimedBy(inStack(got, stack));
    if (other !== undefined) {
      const problem = `is already the destination of ${other}`;
      const fix = `Remove one of them, or give this one the clusterId of ${other}, so that it waits`;
      return [{ path: 'destinationCluster', problem, got, fix }];
    }
    return (databases ?? []).flatMap((name) => {
      const owner = claimedBy(database(got, name));
      if (owner === undefined) return [];
      const problem = `already gets database ${quote(name)} from ${owner}`;
      const fix = 'Give one of them another name: newDbName for a database, intoDb for tables';
      return [{ path: 'destinationCluster', problem, got, fix }];
    });
  },
};

// No id holds a blank, so that no two of these read the same.
const whole = (id: string) => `${id} whole`;
const inStack = (id: string, stack: string) => `${id} in ${stack}`;
const database = (id: string, name: string) => `${id} gets ${name}`;

/** The databases that a restore writes into; `undefined` where that is the whole cluster, or is not known. */
function databasesOf({
  databases,
  newDbName,
  tables,
  intoDb,
  database: ofDrill,
}: Declared): string[] | undefined {
  // The database of a drill has its own hash in its name.
  if (ofDrill !== undefined) return [];
  if (databases !== undefined) return newDbName === undefined ? [...databases] : [newDbName];
  if (tables === undefined) return undefined;
  return intoDb === undefined ? [...new Set(tables.map((table) => table.database))] : [intoDb];
}
