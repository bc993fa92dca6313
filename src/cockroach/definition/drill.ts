import { mark } from '../../text/marked';
import type { Chosen } from '../../vendor/definition';
import type { ReviewContext, ReviewFacts } from '../../vendor/facts';
import type { VendorRequest } from '../../vendor/request';
import { uniqueName } from '../../vendor/unique-name';
import type { DatabasesDeclaration, DrillDeclaration } from '../model/declaration';
import { describeDatabases } from './describe-objects';
import { databasesRequests } from './restore-requests';

/** The journal knows the request by the name of its operation. */
export const DRILL_NAME = 'drillDatabase';

/** The name of the database of a drill, before its hash, where none is declared. */
export const DEFAULT_DRILL_NAME = 'restore_drill';

/** The name that the database gets, where everything that it is made of is known. */
export function drillName(
  { databaseName = DEFAULT_DRILL_NAME }: Pick<Partial<DrillDeclaration>, 'databaseName'>,
  { path, identity, state }: Pick<Chosen, 'path' | 'identity' | 'state'>,
): string {
  if (path === undefined || identity === undefined) return databaseName;
  return state === undefined
    ? `${databaseName}-<hash of the drill>`
    : uniqueName(databaseName, path, identity, state);
}

/** A drill as the restore of one database that gets another name. */
export function asRestore(declaration: DrillDeclaration, name: string): DatabasesDeclaration {
  const { database, databaseName: _, minimumTables: __, ...rest } = declaration;
  return { ...rest, databases: [database], newDbName: name };
}

/** The requests of a drill: the restore, and the drop of what it made. */
export function drillRequests(declaration: DrillDeclaration, chosen: Chosen): VendorRequest[] {
  const restore = asRestore(declaration, drillName(declaration, chosen));
  return databasesRequests(restore, chosen).map((request) =>
    request.when === 'restore' ? { ...request, name: DRILL_NAME } : request,
  );
}

/** What a reviewer must know of a drill. */
export function describeDrill(declaration: DrillDeclaration, context: ReviewContext): ReviewFacts {
  const { database, destinationCluster, minimumTables = 1 } = declaration;
  const name = drillName(declaration, context as Pick<Chosen, 'path' | 'identity' | 'state'>);
  return {
    ...describeDatabases(asRestore(declaration, name), context),
    headline: `adds database ${mark(name)} to cluster ${mark(destinationCluster)}`,
    items: [{ from: database, to: name, note: `at least ${minimumTables} tables` }],
  };
}
