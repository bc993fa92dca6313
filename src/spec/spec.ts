import * as z from 'zod/mini';
import { AFTER_VERIFICATION, SPEC_VERSION, VALUE_VARIABLE_PREFIX } from './names';

/** Stands in the spec for a value that is known after apply: it is in the environment variable named. */
export const ValueReference = z.strictObject({
  $env: z.string().check(z.startsWith(VALUE_VARIABLE_PREFIX)),
  as: z.enum(['string', 'number']),
});

/** Where the one-time password goes. */
export const SinkSpec = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), path: z.string().check(z.minLength(1)) }),
  z.strictObject({
    kind: z.literal('command'),
    argv: z.array(z.string()).check(z.minLength(1)),
    timeoutSeconds: z.number().check(z.positive()),
  }),
  z.strictObject({ kind: z.literal('discard') }),
]);

const Acknowledged = z.strictObject({ ruleId: z.string(), reason: z.string() });

/** The fields of every step. */
const head = {
  version: z.literal(SPEC_VERSION),
  vendor: z.string(),
  operation: z.string(),
  /** The construct path, for messages. */
  path: z.string(),
  /** The vendor's declaration; the driver's schema says what is in it. */
  declaration: z.unknown(),
  acknowledge: z.array(Acknowledged),
};

/** What the reviewer reads of the purpose of a restore. */
export const About = z.strictObject({
  owner: z.optional(z.string()),
  dataClass: z.optional(z.string()),
  expiresOn: z.optional(z.string()),
  /** The name of the environment that it belongs to. */
  environment: z.optional(z.string()),
  /** Why the end of that environment was moved. */
  expiryReason: z.optional(z.string()),
});

/** What makes a drill of a restore: its target is checked and dropped. */
export const DrillSpec = z.strictObject({
  /** Names the run. */
  token: z.string(),
  /** The folder of the results, from the folder in which Terraform runs. */
  results: z.string().check(z.minLength(1)),
  /** Whether the target must hold what the backup does. */
  checkContents: z.boolean(),
  rtoMinutes: z.optional(z.number().check(z.positive())),
  rpoMinutes: z.optional(z.number().check(z.positive())),
  /** A program whose exit code decides. */
  check: z.optional(
    z.strictObject({
      argv: z.array(z.string()).check(z.minLength(1)),
      timeoutSeconds: z.number().check(z.positive()),
    }),
  ),
});

/** The fields of every step of a restore. */
const common = {
  ...head,
  /** Names the folder of this restore below `.cluster-restore`; unique in the stack. */
  key: z.string().check(z.regex(/^[A-Za-z0-9_-]+$/)),
  /** The Terraform address of the submit step, for the command that restores again. */
  submitAddress: z.string(),
  /** What identifies the restore; a change of it restores again. */
  identity: z.record(z.string(), z.string()),
  removalPolicy: z.enum(['destroy', 'retain']),
  /**
   * The ids of the clusters that restores of the app read from, separated by spaces: no drop may touch one. Absent where
   * there is nothing to drop.
   */
  sources: z.optional(z.string()),
  timeoutMinutes: z.number().check(z.positive()),
  passwordSink: z.optional(SinkSpec),
  about: z.optional(About),
  drill: z.optional(DrillSpec),
  /** Absent: the previous clone is dropped before the next one is restored. */
  replacement: z.optional(z.literal(AFTER_VERIFICATION)),
};

/** What Terraform's state remembers of a submitted restore; values are texts, empty when unknown. */
export const Recorded = z.record(z.string(), z.string());

/** What is followed of one member of a group. */
export const GroupMember = z.strictObject({
  vendor: head.vendor,
  operation: head.operation,
  path: head.path,
  key: common.key,
  timeoutMinutes: common.timeoutMinutes,
  recorded: Recorded,
});

/** One step of a restore, as synth writes it and the runner reads it. */
export const StepSpec = z.discriminatedUnion('step', [
  z.strictObject({
    ...common,
    step: z.literal('submit'),
    /** The addresses of what must exist first, besides what the declaration uses. */
    dependsOn: z.optional(z.array(z.string())),
  }),
  z.strictObject({ ...common, step: z.literal('wait'), recorded: Recorded }),
  z.strictObject({
    ...common,
    step: z.literal('drop'),
    recorded: Recorded,
    /** What is restored from next, by trigger keys; absent where that is known after apply. */
    next: z.optional(z.record(z.string(), z.string())),
  }),
  z.strictObject({ version: head.version, path: head.path, step: z.literal('hold') }),
  // Each member is in a variable of its own: one variable holds 128 KiB.
  z.strictObject({
    version: head.version,
    path: head.path,
    step: z.literal('wait-for-all'),
    members: z.int().check(z.positive()),
  }),
  z.strictObject({
    version: head.version,
    path: head.path,
    key: common.key,
    step: z.literal('removal'),
  }),
  z.strictObject({
    version: head.version,
    path: head.path,
    step: z.literal('verdict'),
    submitAddress: common.submitAddress,
    recorded: Recorded,
  }),
  // Settings have nothing to wait for: writing them twice does no harm. A password has a journal, which keeps it.
  z.strictObject({
    ...head,
    step: z.literal('settings'),
    key: z.optional(common.key),
    passwordSink: common.passwordSink,
  }),
]);

/** See {@link StepSpec}. */
export type StepSpec = z.infer<typeof StepSpec>;
/** See {@link GroupMember}. */
export type GroupMember = z.infer<typeof GroupMember>;
/** See {@link About}. */
export type About = z.infer<typeof About>;
/** See {@link DrillSpec}. */
export type DrillSpec = z.infer<typeof DrillSpec>;
/** See {@link SinkSpec}. */
export type SinkSpec = z.infer<typeof SinkSpec>;
/** See {@link Recorded}. */
export type Recorded = z.infer<typeof Recorded>;

type KeysOf<Union> = Union extends unknown ? keyof Union : never;

/** A spec, or fields of one, with references in the place of values that are known only to Terraform. */
export type StepDocument = { readonly [Key in KeysOf<StepSpec>]?: unknown };
