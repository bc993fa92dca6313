import type { Problem, Rule } from '../../evaluation/rule';
import type { CollectionsDeclaration } from '../model/declaration';
import { destinationOf, keyOfPlace, mappingsOf, nameOfPlace, sourceOf } from '../model/mappings';

const WHY = 'what becomes of a collection that exists is not documented';

/** A restore does not meet the collections that were backed up. */
export const mappingOntoSource: Rule<Partial<CollectionsDeclaration>> = {
  id: 'ZILLIZ_MAPPING_ONTO_SOURCE',
  vendor: 'zilliz',
  // It is what brings back a collection that was dropped by mistake.
  severity: 'acknowledge',
  holds: 'No collection is restored under its own name into the cluster that was backed up',
  remedy: 'Give it another name; acknowledge it to bring back what is gone',
  source:
    'https://docs.zilliz.com/reference/restful/restore-collection-backup-v2 (silent about it)',
  certainty: 'ours: the vendor is silent',
  check(declaration, circumstances) {
    const { backup, targetCluster, collectionMappings } = declaration;
    if (targetCluster === undefined || targetCluster !== backup?.clusterId) return [];
    if (collectionMappings === undefined) {
      if (circumstances.isUnknown('collectionMappings')) return [];
      const problem = `everything is restored onto itself, into the cluster that was backed up: ${WHY}`;
      const fix = 'Restore into another cluster, or acknowledge it if the collections are gone';
      return [{ path: 'targetCluster', problem, got: targetCluster, fix }];
    }
    return mappingsOf(declaration).flatMap((placed): Problem[] => {
      const source = sourceOf(placed, circumstances);
      const destination = destinationOf(placed, circumstances);
      if (source === undefined || destination === undefined) return [];
      if (keyOfPlace(source) !== keyOfPlace(destination)) return [];
      const problem = `${nameOfPlace(source)} is restored onto itself: ${WHY}`;
      const fix = 'Give it another name, or acknowledge it if the collection is gone';
      return [{ path: placed.path, problem, fix }];
    });
  },
};
