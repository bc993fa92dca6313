import type * as z from 'zod/mini';
import type { Endpoint } from '../client/endpoint';
import type { Issue } from '../evaluation/issue';
import type { Rule, RuleDescription } from '../evaluation/rule';
import type { RecordedFacts } from '../spec/step-model';
import type { ReviewContext, ReviewFacts } from './facts';
import type { VendorRequest } from './request';
import type { TriggerValues } from './triggers';

/**
 * What requests are made of besides the declaration. Synth knows none of it, the review some of it, the runner
 * all of it; what is missing stands as a placeholder or as declared.
 */
export interface Chosen extends Partial<Omit<ReviewContext, 'now'>> {
  /** The backup that is restored; absent while `latest` is not looked up. */
  readonly backupId?: string;
  /** The final name of the cluster that is created. */
  readonly clusterName?: string;
  /** The id of the cluster that this restore created. */
  readonly clusterId?: string;
  /** Where Terraform keeps its state, which only the machine that applies knows: two states of one app differ in it. */
  readonly state?: string;
  /** The names that are in the way and are deleted first; absent while nobody looked. */
  readonly inTheWay?: readonly string[];
  /** The collections of each database in the backup; absent while nobody looked. */
  readonly contents?: readonly BackupContent[];
  /** The password that is set; the runner alone has one. */
  readonly password?: string;
  /** The labels that the cluster has; absent while nobody looked. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Settings that nobody declares and that are sent as they are, by their names on the wire; absent while nobody looked. */
  readonly kept?: Readonly<Record<string, unknown>>;
  /** The settings that differ, by their names on the wire; absent while nobody looked. */
  readonly differing?: readonly string[];
}

/** A database in a backup, and what it holds. */
export interface BackupContent {
  readonly dbName: string;
  readonly collectionNames: readonly string[];
}

/** Which props name the target: a policy about it reports its findings there. */
export interface TargetProps {
  /** The id of the cluster that is written to; absent if the restore creates one. */
  readonly cluster?: string;
  /** The project that gets a new cluster. */
  readonly project?: string;
}

/** What every declaration that writes has: its requests and its description. Pure; nothing is called. */
export interface Requesting<Declaration> {
  readonly name: string;
  readonly schema: () => z.ZodMiniType<Declaration>;
  readonly rules: readonly Rule<Partial<Declaration>>[];
  /** The props that name what is written to. */
  readonly targetProps: TargetProps;
  /** The rule id under which problems of shape are reported. */
  readonly shapeRuleId: string;
  /** The roles one of which the caller must have, where they are not those of the vendor. */
  readonly roles?: string;
  /**
   * What is read and what is written to, by trigger keys: a change of one restores again, and the journal distinguishes
   * one restore from another by them.
   */
  identity(declaration: Declaration): TriggerValues;
  /** Trigger keys for the reader of a plan; their changes are ignored. */
  details(declaration: Declaration): TriggerValues;
  /** Every call that writes, in the order of sending: the one place where they are made. */
  requests(declaration: Declaration, chosen: Chosen): readonly VendorRequest[];
  /**
   * What a reviewer must know, from the declaration alone. Values that are known after apply are in the
   * declaration as the text `known after apply (…)`, whatever their type; others may be wrong, and the
   * findings say so.
   */
  describe?(declaration: Declaration, context: ReviewContext): ReviewFacts;
}

/** One kind of restore of one vendor. */
export interface OperationDefinition<Declaration = unknown> extends Requesting<Declaration> {
  readonly facts: RecordedFacts;
  /** Whether the response holds a password that the vendor shows once, and that must go somewhere. */
  readonly hasPassword?: boolean;
  /**
   * Whether what it creates has a name that no other restore of it gets, so that a new one can stand beside the previous
   * one; absent if it creates nothing that could be dropped later.
   */
  isUnique?(declaration: Declaration): boolean;
  /** The facts that an environment gives out, by the names that they have there; absent: none. */
  readonly outputs?: Readonly<Record<string, string>>;
  /**
   * The declaration with the name of its environment in the names of what it creates, so that two environments never
   * meet in one place; absent if it creates nothing that has a name.
   */
  inEnvironment?(declaration: Declaration, environment: string): InEnvironment<Declaration>;
  /** The declaration as the spec has it, where that is not the whole: a spec must fit into one environment variable. */
  forSpec?(declaration: Declaration): Declaration;
}

/** A declaration as it is in an environment, or why its names cannot be made those of one. */
export type InEnvironment<Declaration> =
  | { readonly declaration: Declaration }
  | { readonly problem: Omit<Issue, 'ruleId'> };

/** Settings that are read first and written only where they differ. */
export interface SettingDefinition<Declaration = unknown> extends Requesting<Declaration> {
  /** Whether what is set is a password, which the runner generates and hands to a sink. */
  readonly hasPassword?: boolean;
}

/** One vendor, without its wire: constructs and the review need nothing else. */
export interface VendorDefinition extends Omit<Endpoint, 'readResponse' | 'requestIdHeader'> {
  /** The name in specs: that of the vendor's folder. */
  readonly vendor: string;
  /** The form of the vendor's cluster ids, by which the command line distinguishes vendors. */
  readonly clusterIdForm: RegExp;
  /** Problems of shape that have their own id: the schemas report them. */
  readonly shapeRules?: readonly RuleDescription[];
  readonly operations: Readonly<Record<string, OperationDefinition>>;
  /** By their names, which no operation has. */
  readonly settings?: Readonly<Record<string, SettingDefinition>>;
}

/** The operation or the setting of that name. */
export function definitionOf(
  { operations, settings = {} }: VendorDefinition,
  name: string,
): OperationDefinition | SettingDefinition | undefined {
  if (Object.hasOwn(operations, name)) return operations[name];
  return Object.hasOwn(settings, name) ? settings[name] : undefined;
}
