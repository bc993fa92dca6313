import type { Circumstances } from '../../evaluation/rule';
import type { CollectionMappingDeclaration, CollectionsDeclaration } from './declaration';

/** The most mappings of one restore; each is a call and a job. */
export const MOST_MAPPINGS = 500;

/**
 * The most bytes of the names of all calls with the ids of their jobs: a wait gets them in one environment variable, which
 * Linux limits to 128 KiB.
 */
const MOST_BYTES_OF_JOBS = 120 * 1024;

/** Longer than any id of a job that the vendor's documents show. */
const JOB_ID = '0'.repeat(64);

/** Whether so many calls of these names can be waited for: what was sent and cannot be would be a dead end. */
export function fitsIntoWait(names: readonly string[]): boolean {
  const jobs = Object.fromEntries(names.map((name) => [name, JOB_ID]));
  return Buffer.byteLength(JSON.stringify(jobs)) <= MOST_BYTES_OF_JOBS;
}

/** A mapping as people read it: `default.articles -> archive.articles_2025`. */
export function nameOfMapping(mapping: CollectionMappingDeclaration): string {
  const { dbName, collectionName, destDbName, destCollectionName } = mapping;
  const to = destDbName ?? dbName;
  return collectionName === undefined
    ? `${dbName}.* -> ${to}.*`
    : `${dbName}.${collectionName} -> ${to}.${destCollectionName ?? collectionName}`;
}

/** One mapping with its place in the list. */
export interface PlacedMapping {
  readonly path: string;
  readonly mapping: CollectionMappingDeclaration;
}

/** The mappings; none where the list is too long, which has its own finding. */
export function mappingsOf(declaration: Partial<CollectionsDeclaration>): PlacedMapping[] {
  const list = declaration.collectionMappings ?? [];
  if (list.length > MOST_MAPPINGS) return [];
  return list.map((mapping, index) => ({ path: `collectionMappings[${index}]`, mapping }));
}

/** A collection, or without a name a whole database. */
export interface Place {
  readonly dbName: string;
  readonly collectionName: string | undefined;
}

/** What a mapping reads; `undefined` where a part is a token. */
export function sourceOf(
  { path, mapping }: PlacedMapping,
  known: Circumstances,
): Place | undefined {
  const parts = ['dbName', 'collectionName'];
  if (parts.some((part) => known.isUnknown(`${path}.${part}`))) return undefined;
  return { dbName: mapping.dbName, collectionName: mapping.collectionName };
}

/** Where a mapping puts it: under its own name, unless another is given. */
export function destinationOf(placed: PlacedMapping, known: Circumstances): Place | undefined {
  const { path, mapping } = placed;
  const parts = ['destDbName', 'destCollectionName'];
  const source = sourceOf(placed, known);
  if (source === undefined || parts.some((part) => known.isUnknown(`${path}.${part}`))) {
    return undefined;
  }
  return {
    dbName: mapping.destDbName ?? source.dbName,
    collectionName:
      source.collectionName === undefined
        ? undefined
        : (mapping.destCollectionName ?? source.collectionName),
  };
}

/** Tells places apart, whatever their names hold. */
export function keyOfPlace({ dbName, collectionName }: Place): string {
  return JSON.stringify([dbName, collectionName ?? null]);
}

/** `default.articles`, or `default.*` for a whole database. */
export function nameOfPlace({ dbName, collectionName }: Place): string {
  return `${dbName}.${collectionName ?? '*'}`;
}
