import type { Rule } from '../../evaluation/rule';
import type { ClusterDeclaration } from '../model/declaration';
import { releaseOf } from '../model/milvus-version';

const FIRST_ENCRYPTED = '2.6';

/** A release that cannot be encrypted is not kept where encryption is declared. */
export const cmekVersion: Rule<Partial<ClusterDeclaration>> = {
  id: 'ZILLIZ_CMEK_VERSION',
  // Inferred: the guide encrypts a 2.5 cluster by restoring it to 2.6, and does not say that 2.5 cannot be.
  severity: 'acknowledge',
  otherSeverities: ['unchecked'],
  holds: 'cmek is not declared together with ORIGINAL for a backup of a Milvus version before 2.6',
  remedy: 'Use `LATEST`, or remove `cmek`',
  source: 'https://docs.zilliz.com/docs/cmek (inferred)',
  certainty: 'inferred',
  check({ cmek, restoreVersionPolicy, backup }) {
    if (cmek === undefined || restoreVersionPolicy !== 'ORIGINAL') return [];
    const path = 'restoreVersionPolicy';
    const version = backup?.known?.milvusVersion;
    if (version === undefined) {
      const problem = `synth cannot tell whether the Milvus version of the backup supports encryption (${FIRST_ENCRYPTED} or later)`;
      const fix = 'Set milvusVersion on the backup, or use LATEST';
      return [{ severity: 'unchecked', path, problem, got: restoreVersionPolicy, fix }];
    }
    if (releaseOf(version) >= releaseOf(FIRST_ENCRYPTED)) return [];
    const problem = `keeps Milvus ${version}, and cmek needs ${FIRST_ENCRYPTED} or later`;
    const fix = 'Use LATEST, or remove cmek';
    return [{ path, problem, got: restoreVersionPolicy, fix }];
  },
};
