import { printable } from '../../text/text';
import { choiceInTriggers } from '../../vendor/backup-choice';
import type { OperationDefinition } from '../../vendor/definition';
import {
  type CollectionsDeclaration,
  collectionsDeclarationSchema,
  SHAPE_RULE_ID,
} from '../model/declaration';
import { nameOfMapping } from '../model/mappings';
import { collectionRules } from '../rules';
import { collectionRequests } from './collection-requests';
import { collectionsInEnvironment } from './collections-in-environment';
import { describeCollections } from './describe-collections';
import { forSpec } from './spec-declaration';

/** What a catalog says later about the same backup changes nothing of what is declared. */
function withoutFacts(declaration: CollectionsDeclaration): CollectionsDeclaration {
  const { known: _, ...backup } = declaration.backup;
  return { ...declaration, backup };
}

/** Collections and whole databases restored into an existing cluster. */
export const restoreCollections: OperationDefinition<CollectionsDeclaration> = {
  name: 'restoreCollections',
  schema: collectionsDeclarationSchema,
  rules: collectionRules,
  targetProps: { cluster: 'targetCluster' },
  shapeRuleId: SHAPE_RULE_ID,
  facts: {
    submitted: ['jobs', 'backup_id', 'target_cluster_id'],
    drop: [],
    // A wait may send again what failed: the jobs at the end are other ones.
    restored: ['jobs', 'cluster_id'],
    followed: ['jobs', 'target_cluster_id'],
  },
  outputs: { cluster_id: 'cluster_id', backup_id: 'backup_id' },
  inEnvironment: collectionsInEnvironment,
  forSpec,

  identity: ({ backup, targetCluster }) => ({
    source_cluster_id: backup.clusterId,
    backup_id: choiceInTriggers(backup),
    target_cluster_id: targetCluster,
  }),

  details: (declaration) => ({
    collections:
      declaration.collectionMappings?.map((one) => printable(nameOfMapping(one))).join('\n') ??
      'everything in the backup',
    ...(declaration.backupBeforeRestore === true ? { backup_before_restore: { json: true } } : {}),
    request_bodies: {
      json: collectionRequests(withoutFacts(declaration), {})
        .filter(({ when }) => when === 'restore')
        .map(({ body }) => body),
    },
  }),

  requests: collectionRequests,
  describe: describeCollections,
};
