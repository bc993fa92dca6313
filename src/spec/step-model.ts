import type { AFTER_VERIFICATION } from './names';
import type { About, DrillSpec, SinkSpec } from './spec';

/** Texts by their names. */
export type Texts = Readonly<Record<string, string>>;

/** The facts that Terraform's state records of a restore, in snake_case. */
export interface RecordedFacts {
  /** After the submission. */
  readonly submitted: readonly string[];
  /** Those of them that a drop needs; empty where the restore creates nothing that could be dropped. */
  readonly drop: readonly string[];
  /** Trigger keys of the backup: a drop before a re-run first checks that it still exists. */
  readonly next?: readonly string[];
  /** After the wait, besides. */
  readonly restored: readonly string[];
  /** Those after the submission that its jobs are followed by; by default all of them. */
  readonly followed?: readonly string[];
}

/** What the resources of one restore are made of. Texts may hold tokens; they are escaped here. */
export interface RestoreModel {
  readonly vendor: string;
  readonly operation: string;
  /** The construct path. */
  readonly path: string;
  /** Names the folder of this restore in that of the journals. */
  readonly key: string;
  /** The folder of the journals, from the folder in which Terraform runs. */
  readonly journals: string;
  /** The path of the runner, from the folder in which Terraform runs. */
  readonly command: string;
  /** The Terraform addresses of the steps. */
  readonly addresses: Readonly<Record<RestoreStepName, string>>;
  readonly declaration: object;
  /** Trigger keys whose change restores again. */
  readonly identity: Texts;
  /** Trigger keys for the reader of the first plan; their changes are ignored. */
  readonly details: Texts;
  /** The identity as the spec has it. */
  readonly identityInSpec: Texts;
  /** What the state records. */
  readonly facts: RecordedFacts;
  readonly acknowledge: readonly { readonly ruleId: string; readonly reason: string }[];
  readonly about?: About | undefined;
  readonly removalPolicy: 'destroy' | 'retain';
  /** The ids of the clusters that restores of the app read from, separated by spaces; may be a token as a whole. */
  readonly sources?: string | undefined;
  /** Present where the previous clone is kept until the next one is verified: its token distinguishes one from another. */
  readonly replacement?: typeof AFTER_VERIFICATION | undefined;
  readonly timeoutMinutes: number;
  readonly passwordSink?: SinkSpec | undefined;
  /** What makes a drill of it. */
  readonly drill?: DrillSpec | undefined;
  /** The addresses of what must exist first, besides what the declaration uses. */
  readonly dependsOn?: readonly string[] | undefined;
  /** The address of the step that waits for every member of its group; absent if it belongs to none. */
  readonly groupWait?: string | undefined;
}

/** What the two resources of a group are made of. */
export interface GroupModel extends Pick<RestoreModel, 'path' | 'journals' | 'command'> {
  /** The Terraform address of its step `hold`. */
  readonly hold: string;
  readonly members: readonly GroupMemberModel[];
}

/** A restore, as its group knows it. */
export interface GroupMemberModel
  extends Pick<RestoreModel, 'vendor' | 'operation' | 'path' | 'key' | 'timeoutMinutes' | 'facts'> {
  /** The address of the step that keeps what was submitted. */
  readonly submitted: string;
}

/** The resources of a group. */
export type GroupResources = Readonly<Record<'hold' | 'wait', StepResource>>;

/** What is left of a restore that the code removes. */
export type RemovalModel = Pick<
  RestoreModel,
  'vendor' | 'operation' | 'path' | 'key' | 'journals' | 'command' | 'facts' | 'sources'
> & {
  /** The address of the step that kept what was submitted. */
  readonly address: string;
};

/** What the resource of a setting is made of. */
export interface SettingModel
  extends Pick<
    RestoreModel,
    'vendor' | 'operation' | 'path' | 'command' | 'declaration' | 'acknowledge'
  > {
  /** Where a password is kept until its sink has taken it; absent if none is set. */
  readonly password?: Pick<RestoreModel, 'key' | 'journals'> & { readonly sink: SinkSpec };
  /** Trigger keys: a change of any of them writes the settings again. */
  readonly triggers: Texts;
  /** The expression of a trigger that changes with each plan, where each apply compares the settings. */
  readonly checkedAt?: string | undefined;
}

/** The steps of a restore, by the names of their constructs. */
export type RestoreStepName = (typeof ALWAYS)[number] | 'removal' | 'verdict';

const ALWAYS = ['submit', 'submitted', 'hold', 'wait', 'restored'] as const;

/**
 * In the order of an apply; `hold` only where no group holds, `removal` only where a destroy drops something, `verdict`
 * only in a drill.
 */
export const STEP_NAMES: readonly RestoreStepName[] = [...ALWAYS, 'removal', 'verdict'];

/** Those that a restore has. */
export function stepNames({
  removalPolicy,
  facts,
  drill,
  replacement,
}: Pick<
  RestoreModel,
  'removalPolicy' | 'facts' | 'drill' | 'replacement'
>): readonly RestoreStepName[] {
  // The target of a drill is always dropped: its drop has nothing to distinguish.
  if (drill !== undefined) return [...ALWAYS, 'verdict'];
  const isTold = removalPolicy === 'destroy' && facts.drop.length > 0 && replacement === undefined;
  return isTold ? [...ALWAYS, 'removal'] : ALWAYS;
}

/** The resources of one restore. */
export type RestoreResources = Readonly<
  Record<Exclude<(typeof ALWAYS)[number], 'hold'>, StepResource>
> &
  Readonly<Partial<Record<'hold' | 'removal' | 'verdict', StepResource>>>;

/** What must hold of a resource, or the plan or the apply fails. */
export interface Condition {
  readonly condition: string;
  readonly error_message: string;
}

/** A `null_resource` as Terraform's JSON has it. */
export interface StepResource {
  /** None, where the code removes what the state holds. */
  readonly count?: 0;
  readonly depends_on?: readonly string[];
  readonly triggers?: Texts;
  /** One instance for each clone, by the token of its restore. */
  readonly for_each?: Texts;
  readonly lifecycle?: {
    readonly create_before_destroy?: true;
    readonly ignore_changes?: readonly string[];
    readonly precondition?: readonly Condition[];
    readonly postcondition?: readonly Condition[];
  };
  readonly provisioner?: readonly { readonly 'local-exec': LocalExec }[];
}

/** A provisioner that starts the runner. */
export interface LocalExec {
  readonly when?: 'destroy';
  readonly interpreter: readonly string[];
  readonly command: string;
  readonly environment: Texts;
}
