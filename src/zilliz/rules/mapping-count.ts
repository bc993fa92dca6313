import type { Rule } from '../../evaluation/rule';
import type { CollectionsDeclaration } from '../model/declaration';
import { fitsIntoWait, MOST_MAPPINGS, nameOfMapping } from '../model/mappings';

const MOST_BYTES = 96 * 1024;
const FIX =
  'Map whole databases (no collectionName), or divide the list among several RestoredCollections';

/** A list of mappings is not empty, and fits into one environment variable with room to spare. */
export const mappingCount: Rule<Partial<CollectionsDeclaration>> = {
  id: 'ZILLIZ_MAPPING_COUNT',
  severity: 'error',
  holds:
    'collectionMappings has 1 to 500 mappings, at most 96 KiB as JSON, and 120 KiB of names with the ids of their jobs, or is left out',
  remedy: 'Map whole databases, or divide the list',
  source:
    'This package: the runner gets them in one environment variable, which Linux limits to 128 KiB',
  certainty: 'ours',
  check({ collectionMappings: mappings }) {
    if (mappings === undefined) return [];
    const path = 'collectionMappings';
    if (mappings.length === 0) {
      const problem = 'must have at least one mapping';
      const fix = 'Leave it out to restore everything in the backup, or say what to restore';
      return [{ path, problem, got: [], fix }];
    }
    if (mappings.length > MOST_MAPPINGS) {
      const problem = `must have at most ${MOST_MAPPINGS} mappings, but has ${mappings.length}`;
      return [{ path, problem, fix: FIX }];
    }
    const bytes = Buffer.byteLength(JSON.stringify(mappings));
    if (bytes <= MOST_BYTES) {
      // What a whole database holds is not known here.
      const single = mappings.filter(({ collectionName }) => collectionName !== undefined);
      if (fitsIntoWait(single.map(nameOfMapping))) return [];
      return [{ path, problem: 'has names that are together too long for one wait', fix: FIX }];
    }
    const problem = `must have at most ${MOST_BYTES} bytes as JSON, but has ${bytes}`;
    return [{ path, problem, fix: FIX }];
  },
};
