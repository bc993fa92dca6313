import type { Circumstances, Problem, Rule } from '../../evaluation/rule';
import type { CollectionsDeclaration } from '../model/declaration';
import {
  destinationOf,
  keyOfPlace,
  mappingsOf,
  nameOfPlace,
  type Place,
  type PlacedMapping,
} from '../model/mappings';

/** No two mappings make the same collection. */
export const mappingTarget: Rule<Partial<CollectionsDeclaration>> = {
  id: 'ZILLIZ_MAPPING_TARGET',
  severity: 'error',
  holds:
    'No two mappings restore to the same collection; the collections of a whole database count if the catalog lists them',
  remedy: 'Give one of them another name',
  source: 'This package: the vendor does not document what happens to a name that is taken',
  certainty: 'ours: the vendor does not say',
  check(declaration, circumstances) {
    const first = new Map<string, string>();
    return mappingsOf(declaration).flatMap((placed): Problem[] => {
      const { path } = placed;
      const places = targetsOf(placed, declaration, circumstances);
      const taken = places.find((place) => first.has(keyOfPlace(place)));
      if (taken === undefined) {
        for (const place of places) first.set(keyOfPlace(place), path);
        return [];
      }
      const problem = `restores to ${nameOfPlace(taken)}, as ${first.get(keyOfPlace(taken))} does`;
      return [{ path, problem, fix: 'Give one of them another destDbName or destCollectionName' }];
    });
  },
};

/** The places that a mapping takes in the target; a whole database takes those of its collections. */
function targetsOf(
  placed: PlacedMapping,
  { backup }: Partial<CollectionsDeclaration>,
  circumstances: Circumstances,
): Place[] {
  const destination = destinationOf(placed, circumstances);
  if (destination === undefined) return [];
  if (destination.collectionName !== undefined) return [destination];
  const inside = (backup?.known?.collections ?? [])
    .filter(({ dbName, collectionName }) => dbName === placed.mapping.dbName && collectionName)
    .map(({ collectionName }) => ({ ...destination, collectionName }));
  // Two whole databases into one are refused, whatever they hold.
  return [destination, ...inside];
}
