import { mark } from '../../text/marked';
import { pluralize } from '../../text/text';
import { clusterText } from '../../vendor/cluster-text';
import type { ReviewContext, ReviewFacts } from '../../vendor/facts';
import type {
  DatabasesDeclaration,
  RestoreDeclaration,
  TablesDeclaration,
} from '../model/declaration';
import { ends, optionsText } from './describe-restore';

/** What a reviewer must know of databases that are restored beside others. */
export function describeDatabases(
  declaration: DatabasesDeclaration,
  context: ReviewContext,
): ReviewFacts {
  const { databases, newDbName, destinationCluster } = declaration;
  return {
    ...objectsFacts(declaration, context),
    headline: `adds ${pluralize(databases.length, 'database')} to ${clusterText(destinationCluster, context)}`,
    contents: `these databases, refused if the name already exists${skipsText(declaration)}`,
    ...(context.removalPolicy === 'destroy' ? DROPPED : {}),
    items: databases.map((name) => ({ from: name, to: newDbName ?? name })),
  };
}

/** What is said of databases that a destroy drops. */
const DROPPED = {
  onDestroy:
    'drops the databases that this restore created, and no others: all of their data is lost',
  onRerun: 'drops the databases that the previous restore created, then restores again',
  rerunErases: true,
};

/** What a reviewer must know of tables that are restored into a database. */
export function describeTables(
  declaration: TablesDeclaration,
  context: ReviewContext,
): ReviewFacts {
  const { tables, intoDb, createIntoDb, destinationCluster } = declaration;
  const isOpen = context.isUnknown('createIntoDb');
  const onlyIf = isOpen ? ' and `createIntoDb` resolves to true' : '';
  const missing = createIntoDb === true || isOpen ? intoDb : undefined;
  const created =
    missing === undefined ? '' : `; database ${mark(missing)} is created if it is missing${onlyIf}`;
  return {
    ...objectsFacts(declaration, context),
    headline: `adds ${pluralize(tables.length, 'table')} to ${clusterText(destinationCluster, context)}`,
    contents: `these tables, refused if the name already exists${created}${skipsText(declaration)}`,
    items: tables.map(({ database, schema, table }) => ({
      from: `${database}.${schema}.${table}`,
      to: `${intoDb ?? database}.${schema}.${table}`,
    })),
  };
}

function objectsFacts(declaration: RestoreDeclaration, context: ReviewContext) {
  return {
    action: 'add' as const,
    erases: [],
    ...ends(declaration, context),
    onDestroy: 'leaves what was restored: nothing is dropped',
    onRerun: 'is refused while what the previous restore made exists',
    rerunErases: false,
  };
}

function skipsText(declaration: DatabasesDeclaration | TablesDeclaration): string {
  const skipped = [
    ...(declaration.skipMissingForeignKeys === true ? ['foreign keys'] : []),
    ...(declaration.skipMissingSequences === true ? ['sequences'] : []),
    ...(declaration.skipMissingViews === true ? ['views'] : []),
  ];
  const lost =
    skipped.length === 0 ? '' : `; left out if what they need is missing: ${skipped.join(', ')}`;
  return `${optionsText(declaration)}${lost}`;
}
