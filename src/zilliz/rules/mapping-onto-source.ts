import type { Problem, Rule } from '../../evaluation/rule';
import type { CollectionsDeclaration } from '../model/declaration';
import { destinationOf, keyOfPlace, mappingsOf, nameOfPlace, sourceOf } from '../model/mappings';

const WHY = 'the vendor does not document what happens to an existing collection';

/** A restore does not meet the collections that were backed up. */
export const mappingOntoSource: Rule<Partial<CollectionsDeclaration>> = {
  id: 'ZILLIZ_MAPPING_ONTO_SOURCE',
  // It is what brings back a collection that was dropped by mistake.
  severity: 'acknowledge',
  holds: 'No collection is restored under its own name into the cluster that was backed up',
  remedy: 'Give it another name; acknowledge it to bring back what was dropped',
  source: 'https://docs.zilliz.com/reference/restful/restore-collection-backup-v2 (does not say)',
  certainty: 'ours: the vendor does not say',
  check(declaration, circumstances) {
    const { backup, targetCluster, collectionMappings } = declaration;
    if (targetCluster === undefined || targetCluster !== backup?.clusterId) return [];
    if (collectionMappings === undefined) {
      if (circumstances.isUnknown('collectionMappings')) return [];
      const problem = `everything is restored onto itself, into the cluster that was backed up: ${WHY}`;
      const fix = 'Restore into another cluster, or acknowledge it if the collections were dropped';
      return [{ path: 'targetCluster', problem, got: targetCluster, fix }];
    }
    return mappingsOf(declaration).flatMap((placed): Problem[] => {
      const source = sourceOf(placed, circumstances);
      const destination = destinationOf(placed, circumstances);
      if (source === undefined || destination === undefined) return [];
      if (keyOfPlace(source) !== keyOfPlace(destination)) return [];
      const problem = `${nameOfPlace(source)} is restored onto itself: ${WHY}`;
      const fix = 'Give it another name, or acknowledge it if the collection was dropped';
      return [{ path: placed.path, problem, fix }];
    });
  },
};
