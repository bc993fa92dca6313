import type { Problem, Rule } from '../../evaluation/rule';
import { LONGEST_DESCRIPTION, type MarksDeclaration, stampOf } from '../model/marks';

/** What a clone is stamped with fits into its description. */
export const stamp: Rule<Partial<MarksDeclaration>> = {
  id: 'ZILLIZ_STAMP',
  severity: 'error',
  holds: `With stampOrganization, at least one of owner, dataClass and expiresOn is given, and together they fit into a description of ${LONGEST_DESCRIPTION} characters`,
  remedy: 'Give one of them, or shorten them',
  source: 'https://docs.zilliz.com/docs/create-cluster',
  certainty: 'documented; another page says 256',
  check(declaration, { isUnknown }): Problem[] {
    const names = ['owner', 'dataClass', 'expiresOn'] as const;
    const given = names.filter((name) => declaration[name] !== undefined || isUnknown(name));
    const { stampOrganization: got } = declaration;
    const path = 'stampOrganization';
    if (given.length === 0) {
      const problem = 'has nothing to write: owner, dataClass and expiresOn are not given';
      return [{ path, problem, got, fix: 'Give at least one of them, or leave it out' }];
    }
    const { length } = stampOf(declaration);
    if (length <= LONGEST_DESCRIPTION) return [];
    const problem = `writes a description of ${length} characters, but only ${LONGEST_DESCRIPTION} are allowed`;
    return [{ path, problem, got, fix: 'Shorten owner or dataClass' }];
  },
};
