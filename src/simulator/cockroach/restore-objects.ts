import { isRecord } from '../exchange';
import type { CockroachBehaviour } from './behaviour';
import type {
  CockroachBackup,
  CockroachCluster,
  CockroachDatabase,
  CockroachRestoreEffect,
  CockroachRestoreItem,
  CockroachRestoreType,
} from './model';
import { CockroachRefusal, GRPC } from './refusal';

/** What a partial restore will add, or what is in its way. */
export interface ObjectPlan {
  readonly effect: CockroachRestoreEffect;
  /** The failure, and the choice of behaviour that decides how it is answered. */
  readonly conflict?: { readonly message: string; readonly choice: ConflictChoice };
}

type ConflictChoice = 'refuse' | 'fail-restore';

/** A request, and what it meets. */
interface Restoring {
  readonly items: readonly CockroachRestoreItem[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly backup: CockroachBackup;
  readonly destination: CockroachCluster;
  readonly behaviour: CockroachBehaviour;
}

/** The items of a request, sorted as the API answers them; refuses malformed ones. */
export function itemsOf(type: CockroachRestoreType, objects: unknown): CockroachRestoreItem[] {
  const given = Array.isArray(objects) ? objects : [];
  if (type === 'CLUSTER') {
    if (given.length > 0) {
      throw invalid('objects must not be set for a CLUSTER restore');
    }
    return [];
  }
  if (given.length === 0) {
    throw invalid(`objects must be set for a ${type} restore`);
  }
  return given.map((item) => itemOf(type, item)).sort(byName);
}

/** What a DATABASE restore adds to its destination. */
export function planDatabases(restoring: Restoring): ObjectPlan {
  const { items, options, backup, destination, behaviour } = restoring;
  const newName = textOf(options.new_db_name);
  if (newName !== undefined && items.length !== 1) {
    throw invalid('new_db_name can only be used with exactly one database');
  }
  const databases: CockroachDatabase[] = [];
  for (const item of items) {
    const source = backup.databases.find(({ name }) => name === item.database);
    const name = newName ?? item.database;
    if (source === undefined) {
      return missing(`database "${item.database}" does not exist in the backup`);
    }
    if (destination.databases.some((database) => database.name === name)) {
      return existing(`database "${name}" already exists`, behaviour);
    }
    databases.push({ ...source, name });
  }
  return { effect: { kind: 'add', databases } };
}

/** What a TABLE restore adds to its destination. */
export function planTables(restoring: Restoring): ObjectPlan {
  const { items, options, backup, destination, behaviour } = restoring;
  const databases: CockroachDatabase[] = [];
  for (const item of items) {
    const { schema = 'public', table = '' } = item;
    const isWanted = (other: { schema: string; name: string }): boolean =>
      other.schema === schema && other.name === table;
    const source = backup.databases
      .find(({ name }) => name === item.database)
      ?.tables.find(isWanted);
    const path = `${item.database}.${schema}.${table}`;
    if (source === undefined) {
      return missing(`table "${path}" does not exist in the backup`);
    }
    const name = textOf(options.into_db) ?? item.database;
    const target = destination.databases.find((database) => database.name === name);
    if (target === undefined && behaviour.missingIntoDb !== 'created') {
      return {
        effect: NOTHING,
        conflict: { message: `database "${name}" does not exist`, choice: behaviour.missingIntoDb },
      };
    }
    if (target?.tables.some(isWanted)) {
      return existing(`relation "${name}.${schema}.${table}" already exists`, behaviour);
    }
    databases.push({ name, tables: [source] });
  }
  return { effect: { kind: 'add', databases } };
}

const NOTHING: CockroachRestoreEffect = { kind: 'add', databases: [] };

function itemOf(type: CockroachRestoreType, item: unknown): CockroachRestoreItem {
  const { database, schema, table } = isRecord(item) ? item : {};
  if (typeof database !== 'string' || database === '') {
    throw invalid('objects.database must not be empty');
  }
  if (type === 'DATABASE') {
    return { database };
  }
  if (typeof table !== 'string' || table === '') {
    throw invalid('objects.table must not be empty for a TABLE restore');
  }
  return { database, ...(typeof schema === 'string' ? { schema } : {}), table };
}

function byName(a: CockroachRestoreItem, b: CockroachRestoreItem): number {
  const text = (item: CockroachRestoreItem): string =>
    [item.database, item.schema ?? '', item.table ?? ''].join('\0');
  return text(a) < text(b) ? -1 : 1;
}

function missing(message: string): ObjectPlan {
  return { effect: NOTHING, conflict: { message, choice: 'fail-restore' } };
}

function existing(message: string, behaviour: CockroachBehaviour): ObjectPlan {
  return { effect: NOTHING, conflict: { message, choice: behaviour.existingObject } };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function invalid(message: string): CockroachRefusal {
  return new CockroachRefusal(GRPC.INVALID_ARGUMENT, `invalid argument: ${message}`);
}
