import type { Problem, Rule } from '../../evaluation/rule';
import type { CollectionsDeclaration } from '../model/declaration';

const OTHER_KINDS: Readonly<Record<string, string>> = {
  in03: 'a Free cluster',
  in05: 'a Serverless cluster',
  in07: 'an on-demand cluster',
};

/** Both ends of a restore are Dedicated clusters. */
export const dedicated: Rule<Partial<Pick<CollectionsDeclaration, 'backup' | 'targetCluster'>>> = {
  id: 'ZILLIZ_DEDICATED',
  severity: 'error',
  holds:
    'Source and target are Dedicated clusters: not Free (in03-), Serverless (in05-) or on-demand (in07-)',
  remedy: 'Use Dedicated clusters on both sides',
  source: 'https://docs.zilliz.com/docs/restore-from-backup-files',
  certainty: 'documented; the prefixes come from examples and the vendor’s client',
  check({ backup, targetCluster }) {
    return [
      ...kindOf('backup.clusterId', backup?.clusterId, 'Restore a backup of a Dedicated cluster'),
      ...kindOf('targetCluster', targetCluster, 'Restore into a Dedicated cluster'),
    ];
  },
};

function kindOf(path: string, id: string | undefined, fix: string): Problem[] {
  const kind = OTHER_KINDS[id?.slice(0, 4) ?? ''];
  if (kind === undefined) return [];
  const problem = `is ${kind}, and only Dedicated clusters can be backed up and restored`;
  return [{ path, problem, got: id, fix: `${fix}; its id begins with "in01-"` }];
}
