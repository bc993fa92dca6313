// What a spec is carried by, and what is in it by name: apart from its schema, which synth does without.

/** The environment variable in which a step's spec reaches the runner. */
export const SPEC_VARIABLE = 'CLUSTER_RESTORE_SPEC';

/** Values that are known after apply reach the runner in variables of this prefix, one each. */
export const VALUE_VARIABLE_PREFIX = 'CLUSTER_RESTORE_VALUE_';

/** The folder of all journals. */
export const JOURNAL_FOLDER = '.cluster-restore';

/** The environment variable of the folder of the journals, which belongs to a workspace. */
export const JOURNALS_VARIABLE = 'CLUSTER_RESTORE_JOURNALS';

/** Each member of a group of restores reaches the runner in a variable of this prefix, with its number from 0. */
export const MEMBER_VARIABLE_PREFIX = 'CLUSTER_RESTORE_MEMBER_';

/** The environment variable of the id of the resource whose step runs: its result file is named after it. */
export const RESOURCE_ID_VARIABLE = 'CLUSTER_RESTORE_RESOURCE_ID';

/** The version of the spec that this release writes and reads. */
export const SPEC_VERSION = 1;

/** A previous clone that is kept until the next one is verified. */
export const AFTER_VERIFICATION = 'after-verification';

/** Stands with what is recorded of an earlier clone that another state of Terraform, in the same folder, may hold. */
export const OTHER_STATE = 'other_state';
