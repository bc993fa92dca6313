import type { Rule } from '../../evaluation/rule';
import type { ClusterDeclaration } from '../model/declaration';

const PER_CU = 1024;
const LARGEST = 16_384;

/** A cluster of few CUs does not hold every collection of a large one. */
export const collectionLimit: Rule<Partial<ClusterDeclaration>> = {
  id: 'ZILLIZ_COLLECTION_LIMIT',
  severity: 'acknowledge',
  mayComeLater: true,
  holds: 'The new cluster holds the collections of the backup: 1,024 for each CU, at most 16,384',
  remedy: 'Choose a larger `cuSize`',
  source: 'https://docs.zilliz.com/docs/limits',
  certainty: 'documented; whether a restore counts them before it begins is not confirmed',
  check({ cuSize, backup }) {
    const collections = backup?.known?.collections;
    if (cuSize === undefined || collections === undefined) return [];
    const count = collections.filter(({ collectionName }) => collectionName !== undefined).length;
    const limit = Math.min(LARGEST, PER_CU * cuSize);
    if (!(count > limit)) return [];
    const needed = Math.ceil(count / PER_CU);
    const problem = `holds at most ${english(limit)} collections, and the backup has ${english(count)}`;
    const fix =
      count > LARGEST
        ? 'Restore only some of the collections, with RestoredCollections'
        : `Use at least ${english(needed)} CU`;
    return [{ path: 'cuSize', problem, got: cuSize, fix }];
  },
};

function english(count: number): string {
  return count.toLocaleString('en-US');
}
