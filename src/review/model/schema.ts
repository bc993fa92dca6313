import * as z from 'zod/mini';
import { count, describe, list, text } from './describe';
import { levels } from './level';

/** Names the kind of document, so that a reader knows it from any other JSON. */
export const PLAN_KIND = 'cdktf-cluster-restore/restore-plan';
/** The version of the document that this release writes and reads. */
export const PLAN_VERSION = 1;
/** Where the published JSON Schema is in the package. */
export const SCHEMA_ID = 'https://unpkg.com/cdktf-cluster-restore/docs/restore-plan.schema.json';

const texts = z.record(z.string(), z.string());

const Place = z.object({
  kind: text('What it is, in the words of the vendor'),
  clusterId: z.optional(z.string()),
  name: z.optional(z.string()),
  project: z.optional(z.string()),
  note: z.optional(z.string()),
});

const Backup = z.object({
  id: z.optional(z.string()),
  choice: z.optional(text('Which one, if it is chosen or made when the request is sent')),
  isMadeFirst: z.optional(z.boolean()),
  createdAt: z.optional(z.string()),
  expiresAt: z.optional(z.string()),
  ageDays: z.optional(z.number()),
  expiresInDays: z.optional(z.number()),
  text: text('Which backup, how old it is, and until when it is kept'),
});

const Finding = z.object({
  ruleId: z.string(),
  severity: z.enum(['error', 'acknowledge', 'warning', 'unchecked']),
  path: text('The prop that it is about'),
  problem: z.string(),
  got: z.optional(z.unknown()),
  fix: z.string(),
  acknowledged: z.optional(text('The reason with which it was accepted')),
  cause: describe(
    z.optional(z.enum(['time'])),
    'Why it was found, if the passage of time and not the declaration caused it',
  ),
  stops: z.boolean(),
  dependsOnDate: z.boolean(),
});

const Terraform = z.object({
  action: z.enum(['create', 'replace', 'wait', 'record', 'delete', 'drop', 'none', 'absent']),
  text: text('What Terraform will do with this restore, from its own plan'),
  reason: z.optional(z.string()),
  replacePaths: z.array(z.string()),
  erases: list(
    z.string(),
    'What is lost when Terraform applies its plan, besides what the restore erases',
  ),
  drops: list(
    z.string(),
    'What is dropped when Terraform applies its plan, but the vendor can bring back',
  ),
});

/** See {@link NotReviewed}. */
export const Unreviewed = z.object({
  stack: z.string(),
  address: text('The address in Terraform, or the file'),
  location: z.object({ file: z.string(), line: z.number() }),
  // What was changed is an error at every level; the rest is what nobody reviewed.
  ruleId: z.enum(['STEP_ALTERED', 'RUNNER_ALTERED', 'NOT_REVIEWED', 'RESTORE_REMOVED']),
  why: text(
    'Why it could run a program, or hide one; of a restore that the code removes, what it drops',
  ),
  failsFrom: describe(
    z.enum(levels),
    'The level of --fail-on from which it fails the check; `never`: at every level',
  ),
  digest: text('Changes when what stands there changes'),
});

/** Where Terraform keeps the state of a stack. */
const State = z.object({
  stack: z.string(),
  location: z.object({ file: z.string(), line: z.number() }),
  digest: text('Changes when the state is kept elsewhere'),
});

const Restore = z.object({
  path: text('The construct path'),
  stack: z.string(),
  address: text('The Terraform address of the step that sends the request'),
  waitAddress: z.optional(text('The Terraform address of the step that waits')),
  recordAddress: z.optional(
    text('The Terraform address of the step that records what was created, and drops it'),
  ),
  steps: describe(z.optional(texts), 'The Terraform addresses of all of its steps, by their names'),
  group: z
    .optional(
      z.object({
        path: text('The construct path of the group'),
        members: z.number(),
        waitAddress: z.string(),
        holdAddress: z.optional(z.string()),
      }),
    )
    .register(z.globalRegistry, {
      description:
        'The group in which it waits together with others; absent if it waits separately',
    }),
  former: z
    .optional(
      z.object({
        submit: z.string(),
        submitted: z.optional(z.string()),
        wait: z.optional(z.string()),
      }),
    )
    .register(z.globalRegistry, {
      description: 'The addresses that its steps had, if moved blocks name them all',
    }),
  location: z.object({ file: z.string(), line: z.number() }),
  vendor: z.string(),
  vendorTitle: z.string(),
  operation: z.string(),
  action: z.enum(['create', 'add', 'overwrite', 'configure']),
  headline: text('What it does; values stand between backticks'),
  destructive: z.boolean(),
  erases: list(z.string(), 'What is lost for good when it runs'),
  rewinds: z.optional(
    text(
      'What is lost besides: what was written since the backup, of a cluster that returns to it',
    ),
  ),
  drops: list(z.string(), 'What is dropped when it runs, but the vendor can bring back'),
  findings: z.array(Finding),
  source: z.optional(Place),
  backup: z.optional(Backup),
  target: z.optional(Place),
  version: z.optional(z.string()),
  encryption: z.optional(
    z.object({
      text: z.string(),
      customerKey: z.enum(['yes', 'no', 'unknown']),
      change: z.enum(['weaker', 'same', 'stronger', 'unknown']),
    }),
  ),
  size: z.optional(z.object({ text: z.string(), cu: z.optional(z.number()), path: z.string() })),
  schedule: z.optional(
    z.object({
      enabled: z.optional(z.boolean()),
      everyMinutes: z.optional(z.number()),
      keptDays: z.optional(z.number()),
    }),
  ),
  contents: z.string(),
  items: z.array(z.object({ from: z.string(), to: z.string(), note: z.optional(z.string()) })),
  requests: z.array(
    z.object({
      method: z.string(),
      url: z.string(),
      body: z.optional(z.unknown()),
      note: z.optional(text('When it is sent, if that is not always once')),
    }),
  ),
  waitMinutes: z.optional(z.number()),
  password: z.optional(text('Where the one-time password goes')),
  isPasswordDiscarded: z.optional(z.boolean()),
  drill: z
    .optional(
      z.object({
        rtoMinutes: z.optional(z.number()),
        rpoMinutes: z.optional(z.number()),
        checkContents: z.boolean(),
        checkCommand: z.optional(z.array(z.string())),
        checkTimeoutSeconds: z.optional(z.number()),
        resultsFolder: text('From the folder in which Terraform runs'),
      }),
    )
    .register(z.globalRegistry, {
      description: 'For a drill: its target is checked, and always dropped',
    }),
  journal: z.optional(text('The folder of its journal, below that of all journals')),
  removalPolicy: z.enum(['destroy', 'retain']),
  onDestroy: z.string(),
  rerun: z.object({
    text: text('Which changes restore again'),
    effect: text('What a re-run does'),
    erases: describe(z.boolean(), 'Whether a re-run erases or drops something'),
    keepsPrevious: describe(
      z.optional(z.boolean()),
      'Whether the cluster that it created before keeps running beside the new one',
    ),
    recovery: z.optional(text('How the vendor can bring back what it drops; absent if it cannot')),
    identity: texts,
    ignored: texts,
  }),
  roles: z.string(),
  about: z.object({
    owner: z.optional(z.string()),
    dataClass: z.optional(z.string()),
    expiresOn: z.optional(z.string()),
    environment: z.optional(text('The name of the environment that it belongs to')),
    expiryReason: z.optional(text('Why the expiry date of that environment was extended')),
    isOver: describe(
      z.optional(z.boolean()),
      'Whether expiresOn is past; absent if nothing is stated',
    ),
  }),
  acknowledgements: z.array(z.object({ ruleId: z.string(), reason: z.string() })),
  knownAfterApply: z.array(z.object({ path: z.string(), expression: z.string() })),
  resolved: z.array(
    z.object({
      path: z.string(),
      value: z.string(),
      from: text('Which variable or local of the stack gives the value'),
    }),
  ),
  declaration: z.record(z.string(), z.unknown()),
  terraform: z.optional(Terraform),
});

const Verdict = z.object({
  level: z.enum(['stop', 'destructive', 'attention', 'clear']),
  text: text('The first line of every rendering'),
  points: z.array(z.string()),
});

/** The review of one synthesised app, as `plan --format json` prints it. */
export const RestorePlanDocument = describe(
  z.object({
    $schema: z.optional(z.string()),
    kind: z.literal(PLAN_KIND),
    version: z.literal(PLAN_VERSION),
    source: text('What was read, as the caller named it'),
    asOf: z.optional(text('The date of the review; absent if nothing depends on it')),
    verdict: Verdict,
    counts: z.object({
      restores: count('How many `restores` are listed, settings of backups included'),
      create: z.number(),
      add: z.number(),
      overwrite: z.number(),
      configure: z.number(),
      destructive: z.number(),
      dropping: count('Restores that drop only what the vendor can bring back'),
      stopping: z.number(),
      unchecked: z.number(),
      warnings: z.number(),
      acknowledged: z.number(),
      altered: count('Resources and files that are not as synth writes them'),
      notReviewed: count('What could run a program, or hide one, and is not part of a restore'),
      pastEnd: z.optional(count('Restores whose `expiresOn` has passed')),
      removals: z.optional(
        count('Restores that the code removes: the next apply drops what they restored'),
      ),
    }),
    restores: z.array(Restore),
    notReviewed: z.array(Unreviewed),
    states: list(State, 'Where Terraform keeps the state of each stack, for a comparison'),
  }),
  'What a synthesised app restores, from what, to where, and what is erased. Texts hold values between backticks.',
  'Restore plan',
);

/** See {@link RestorePlanDocument}. */
export type RestorePlanDocument = z.infer<typeof RestorePlanDocument>;

/** What a review says before anything else. */
export type Verdict = RestorePlanDocument['verdict'];
/** One restore of a plan. */
export type PlannedRestore = RestorePlanDocument['restores'][number];
/** One finding of a restore. */
export type PlannedFinding = PlannedRestore['findings'][number];
/** A part of an output that is not reviewed. */
export type NotReviewed = RestorePlanDocument['notReviewed'][number];
/** Where Terraform keeps the state of a stack. */
export type StatePlace = RestorePlanDocument['states'][number];
/** What Terraform's own plan says of a restore. */
export type TerraformAction = NonNullable<PlannedRestore['terraform']>;
/** The backup of a restore, with its age. */
export type PlannedBackup = NonNullable<PlannedRestore['backup']>;
