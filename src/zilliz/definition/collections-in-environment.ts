import type { InEnvironment } from '../../vendor/definition';
import { type CollectionsDeclaration, clusterIdSchema } from '../model/declaration';

/**
 * Collections in an environment. A cluster whose id is known after apply is one of its own, and so are the names in it.
 * In any other cluster each collection gets a name that ends with that of the environment.
 */
export function collectionsInEnvironment(
  declaration: CollectionsDeclaration,
  environment: string,
): InEnvironment<CollectionsDeclaration> {
  const { targetCluster, collectionMappings } = declaration;
  if (!clusterIdSchema().safeParse(targetCluster).success) return { declaration };
  if (collectionMappings === undefined) {
    return {
      problem: {
        path: 'collectionMappings',
        problem: `must list the collections: cluster ${targetCluster} is not one of environment ${JSON.stringify(environment)}, and they get its name there`,
        fix: 'List them, or restore into a cluster of the environment',
      },
    };
  }
  if (!Array.isArray(collectionMappings)) return { declaration };
  const suffix = `_${environment.replaceAll('-', '_')}`;
  return {
    declaration: {
      ...declaration,
      collectionMappings: collectionMappings.map((mapping) => {
        const { dbName, collectionName, destDbName, destCollectionName } = mapping ?? {};
        return collectionName === undefined
          ? { ...mapping, destDbName: `${destDbName ?? dbName}${suffix}` }
          : { ...mapping, destCollectionName: `${destCollectionName ?? collectionName}${suffix}` };
      }),
    },
  };
}
