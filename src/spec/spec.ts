import * as z from 'zod/mini';
import { once } from '../text/once';
import { AFTER_VERIFICATION, SPEC_VERSION, VALUE_VARIABLE_PREFIX } from './names';

// Each schema is built where a value of it is read: building all of them costs more than reading one step.

const word = once(() => z.string());
const path = once(() => z.string().check(z.minLength(1)));
const duration = once(() => z.number().check(z.positive()));
const never = once(() => z.never());

/** An optional field that few steps have. */
function ifGiven<Schema extends z.core.SomeType>(
  name: string,
  given: object,
  schema: () => Schema,
): z.ZodMiniOptional<Schema> {
  return z.optional(name in given ? schema() : (never() as z.core.SomeType as Schema));
}

/** Names the folder of a restore below `.cluster-restore`; unique in the stack. */
const key = once(() => z.string().check(z.regex(/^[A-Za-z0-9_-]+$/)));

/** Stands in the spec for a value that is known after apply: it is in the environment variable named. */
export const valueReference = once(() =>
  z.strictObject({
    $env: z.string().check(z.startsWith(VALUE_VARIABLE_PREFIX)),
    as: z.enum(['string', 'number']),
  }),
);

/** A program, and how long it may take. */
const program = once(() => ({
  argv: z.array(word()).check(z.minLength(1)),
  timeoutSeconds: duration(),
}));

/** Where the one-time password goes. */
const sinkSpec = once(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('file'), path: path() }),
    z.strictObject({ kind: z.literal('command'), ...program() }),
    z.strictObject({ kind: z.literal('discard') }),
  ]),
);

/** What the reviewer reads of the purpose of a restore. */
export const aboutSpec = once(() =>
  z.strictObject({
    owner: z.optional(word()),
    dataClass: z.optional(word()),
    expiresOn: z.optional(word()),
    /** The name of the environment that it belongs to. */
    environment: z.optional(word()),
    /** Why the expiry date of that environment was extended. */
    expiryReason: z.optional(word()),
  }),
);

/** What makes a drill of a restore: its target is checked and dropped. */
const drillSpec = once(() =>
  z.strictObject({
    /** Names the run. */
    token: word(),
    /** The folder of the results, from the folder in which Terraform runs. */
    results: path(),
    /** Whether the target must hold what the backup does. */
    checkContents: z.boolean(),
    rtoMinutes: z.optional(duration()),
    rpoMinutes: z.optional(duration()),
    /** A program whose exit code decides. */
    check: z.optional(z.strictObject(program())),
  }),
);

/** What Terraform's state remembers of a submitted restore; values are texts, empty when unknown. */
const recorded = once(() => z.record(word(), word()));

/** The fields of every step. */
const every = once(() => ({
  version: z.literal(SPEC_VERSION),
  /** The construct path, for messages. */
  path: word(),
}));

/** The fields of every step with a declaration. */
const declared = once(() => ({
  ...every(),
  vendor: word(),
  operation: word(),
  /** The vendor's declaration; the driver's schema says what is in it. */
  declaration: z.unknown(),
  acknowledge: z.array(z.strictObject({ ruleId: word(), reason: word() })),
}));

/** The fields of every step of a restore. */
const ofRestore = (given: object) => ({
  ...declared(),
  key: key(),
  /** The Terraform address of the submit step, for the command that restores again. */
  submitAddress: word(),
  /** What identifies the restore; a change of it restores again. */
  identity: recorded(),
  removalPolicy: z.enum(['destroy', 'retain']),
  /**
   * The ids of the clusters that restores of the app read from, separated by spaces: no drop may touch one. Absent where
   * there is nothing to drop.
   */
  sources: z.optional(word()),
  timeoutMinutes: duration(),
  passwordSink: ifGiven('passwordSink', given, sinkSpec),
  about: ifGiven('about', given, aboutSpec),
  drill: ifGiven('drill', given, drillSpec),
  /** Absent: the previous clone is dropped before the next one is restored. */
  replacement: z.optional(z.literal(AFTER_VERIFICATION)),
});

/** What is followed of one member of a group. */
export const groupMember = once(() =>
  z.strictObject({
    path: word(),
    vendor: word(),
    operation: word(),
    key: key(),
    timeoutMinutes: duration(),
    recorded: recorded(),
  }),
);

/** The steps of a restore, as synth writes them and the runner reads them. */
const steps = {
  submit: (given: object) =>
    z.strictObject({
      ...ofRestore(given),
      step: z.literal('submit'),
      /** The addresses of what must exist first, besides what the declaration uses. */
      dependsOn: z.optional(z.array(word())),
    }),
  wait: (given: object) =>
    z.strictObject({ ...ofRestore(given), step: z.literal('wait'), recorded: recorded() }),
  drop: (given: object) =>
    z.strictObject({
      ...ofRestore(given),
      step: z.literal('drop'),
      recorded: recorded(),
      /** What is restored from next, by trigger keys; absent if that is known after apply. */
      next: z.optional(recorded()),
    }),
  hold: () => z.strictObject({ ...every(), step: z.literal('hold') }),
  // Each member is in its own variable: one variable holds 128 KiB.
  'wait-for-all': () =>
    z.strictObject({
      ...every(),
      step: z.literal('wait-for-all'),
      members: z.int().check(z.positive()),
    }),
  removal: () => z.strictObject({ ...every(), step: z.literal('removal'), key: key() }),
  verdict: () =>
    z.strictObject({
      ...every(),
      step: z.literal('verdict'),
      submitAddress: word(),
      recorded: recorded(),
    }),
  // Settings have nothing to wait for: writing them twice does no harm. A password has a journal, which keeps it.
  settings: (given: object) =>
    z.strictObject({
      ...declared(),
      step: z.literal('settings'),
      key: z.optional(key()),
      passwordSink: ifGiven('passwordSink', given, sinkSpec),
    }),
};

type Steps = typeof steps;

/** The step that a spec describes; `undefined` where it is not one that this version can read. */
export function readStep(spec: unknown): StepSpec | undefined {
  if (typeof spec !== 'object' || spec === null || !('step' in spec)) return undefined;
  const { step } = spec;
  if (typeof step !== 'string' || !Object.hasOwn(steps, step)) return undefined;
  const parsed = z.safeParse(steps[step as keyof Steps](spec), spec);
  return parsed.success ? parsed.data : undefined;
}

/** One step of a restore, as synth writes it and the runner reads it. */
export type StepSpec = { [Step in keyof Steps]: z.infer<ReturnType<Steps[Step]>> }[keyof Steps];
/** See {@link groupMember}. */
export type GroupMember = z.infer<ReturnType<typeof groupMember>>;
/** See {@link aboutSpec}. */
export type About = z.infer<ReturnType<typeof aboutSpec>>;
/** See {@link drillSpec}. */
export type DrillSpec = z.infer<ReturnType<typeof drillSpec>>;
/** See {@link sinkSpec}. */
export type SinkSpec = z.infer<ReturnType<typeof sinkSpec>>;
/** See {@link recorded}. */
export type Recorded = z.infer<ReturnType<typeof recorded>>;

type KeysOf<Union> = Union extends unknown ? keyof Union : never;

/** A spec, or fields of one, with references in the place of values that are known only to Terraform. */
export type StepDocument = { readonly [Key in KeysOf<StepSpec>]?: unknown };
