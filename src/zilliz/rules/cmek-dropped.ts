import type { Rule } from '../../evaluation/rule';
import type { ClusterDeclaration } from '../model/declaration';
import { projectPlanOf } from '../model/project-plan';

/** Encryption does not get lost unnoticed. */
export const cmekDropped: Rule<Partial<ClusterDeclaration>> = {
  id: 'ZILLIZ_CMEK_DROPPED',
  severity: 'acknowledge',
  otherSeverities: ['unchecked'],
  holds: 'An encrypted backup is restored to an encrypted cluster',
  remedy: 'Declare `cmek`, or acknowledge with the reason',
  source: 'https://docs.zilliz.com/docs/restore-from-backup-files',
  certainty: 'ours: the vendor allows both',
  check(declaration, { isUnknown }) {
    const { cmek, backup } = declaration;
    if (cmek !== undefined || isUnknown('cmek') || backup === undefined) return [];
    const { encrypted, projectPlan } = backup.known ?? {};
    const path = 'cmek';
    if (encrypted === true) {
      const problem =
        'the backup is encrypted with a customer-managed key, and the restored cluster will not be';
      const fix = 'Declare cmek, or acknowledge it with the reason';
      return [{ path, problem, fix }];
    }
    // Only a Business Critical project can have encrypted backups; elsewhere the question does not arise.
    const plan = projectPlan ?? projectPlanOf(declaration);
    if (encrypted === false || plan !== 'BusinessCritical') return [];
    const problem = 'synth cannot tell whether the backup is encrypted: the API does not return it';
    const fix = 'Set encrypted on the backup';
    return [{ severity: 'unchecked', path, problem, fix }];
  },
};
