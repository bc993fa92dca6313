import { planDocument } from '../../src/review/model/plan';
import type {
  PlannedFinding,
  PlannedRestore,
  RestorePlanDocument,
} from '../../src/review/model/schema';

/** A restore of which nothing is worth a word, with changes. */
export function plannedRestore(change: Partial<PlannedRestore> = {}): PlannedRestore {
  return {
    path: 'stack/articles',
    stack: 'stack',
    address: 'null_resource.articles_submit',
    location: { file: 'stacks/stack/cdk.tf.json', line: 1 },
    vendor: 'zilliz',
    vendorTitle: 'Zilliz Cloud',
    operation: 'restoreCluster',
    action: 'create',
    headline: 'creates a cluster',
    destructive: false,
    erases: [],
    drops: [],
    findings: [],
    contents: 'everything',
    items: [],
    requests: [],
    removalPolicy: 'retain',
    onDestroy: 'leaves it',
    rerun: { text: '', effect: '', erases: false, identity: {}, ignored: {} },
    roles: '',
    about: {},
    acknowledgements: [],
    knownAfterApply: [],
    resolved: [],
    declaration: {},
    ...change,
  };
}

/** A finding that is shown, with changes. */
export function plannedFinding(change: Partial<PlannedFinding> = {}): PlannedFinding {
  return {
    ruleId: 'RULE',
    severity: 'warning',
    path: 'prop',
    problem: 'is odd',
    fix: 'Change it',
    stops: false,
    dependsOnDate: false,
    ...change,
  };
}

export const stopping: PlannedFinding = plannedFinding({ severity: 'error', stops: true });

/** A plan of these restores. */
export function planOfRestores(...restores: readonly PlannedRestore[]): RestorePlanDocument {
  return planDocument('cdktf.out', restores, { notReviewed: [], states: [] }, undefined);
}
