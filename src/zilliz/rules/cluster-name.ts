import type { Rule } from '../../evaluation/rule';
import type { ClusterDeclaration } from '../model/declaration';

const LONGEST_NAME = 64;
const LONGEST_ON_ONE_PAGE = 32;
// A unique name gets a dash and eight characters more.
const UNIQUE_PART = 9;

/** The name of a restored cluster: letters, digits and hyphens. */
export const clusterName: Rule<Partial<ClusterDeclaration>> = {
  id: 'ZILLIZ_CLUSTER_NAME',
  severity: 'error',
  otherSeverities: ['warning'],
  holds: 'A cluster name has 1 to 64 letters, digits and hyphens (55 with uniqueName)',
  remedy: 'Choose a name such as `staging-2`',
  source:
    'Zilliz Cloud error code 96010 (letters, digits, hyphens). The maximum length is unconfirmed: public pages say 32 or 64',
  certainty: 'characters documented; sources conflict about the length, so more than 32 warns',
  check({ clusterName: name, uniqueName }) {
    if (name === undefined) return [];
    const taken = uniqueName === true ? UNIQUE_PART : 0;
    const longest = LONGEST_NAME - taken;
    const path = 'clusterName';
    if (!/^[A-Za-z0-9-]+$/.test(name)) {
      const problem = 'may contain only letters, digits and hyphens, and must not be empty';
      return [{ path, problem, got: name, fix: 'Choose a name such as "staging-2"' }];
    }
    if (name.length > longest) {
      const problem = `must have at most ${longest} characters, but has ${name.length}`;
      return [{ path, problem, got: name, fix: 'Shorten it' }];
    }
    if (name.length <= LONGEST_ON_ONE_PAGE - taken) return [];
    const problem = `has ${name.length + taken} characters${taken === 0 ? '' : ' with its unique part'}; one vendor page allows ${LONGEST_ON_ONE_PAGE}, others 64`;
    const fix = 'Shorten it, or let the API decide';
    return [{ severity: 'warning', path, problem, got: name, fix }];
  },
};
