import * as z from 'zod/mini';
import { count, describe, list, text } from '../model/describe';
import { RestorePlanDocument, Unreviewed } from '../model/schema';

/** Where the published JSON Schema of a diff is in the package. */
export const DIFF_SCHEMA_ID =
  'https://unpkg.com/cdktf-cluster-restore/docs/restore-diff.schema.json';

const { verdict, restores } = RestorePlanDocument.shape;

const Difference = z.object({
  field: z.string(),
  from: z.optional(text('Absent if base has none')),
  to: z.optional(text('Absent if head has none')),
});

/** One value that differs; absent on the side where there is none. */
export type Difference = z.infer<typeof Difference>;

const Previous = z
  .object({
    place: restores.def.element.shape.target.def.innerType,
    fate: z.enum(['erased', 'dropped', 'kept']),
  })
  .register(z.globalRegistry, {
    description: 'The cluster that the restore created before, if this change creates another',
  });

const Change = z.object({
  path: text('The construct path'),
  // `rerun`: Terraform will replace it, so it is restored again; `changed`: it differs and is not.
  kind: z.enum(['new', 'removed', 'rerun', 'changed', 'same']),
  causes: list(Difference, 'The triggers whose change restores again'),
  unknown: list(z.string(), 'Triggers whose values are known only after apply'),
  pending: list(Difference, 'Changes that take effect only when it is restored again'),
  immediate: list(Difference, 'Changes that take effect with the next apply'),
  downgrades: list(z.string(), 'What protects less than before'),
  erases: list(z.string(), 'What is lost for good when this change is applied'),
  drops: list(
    z.string(),
    'What is dropped when this change is applied, but the vendor can bring back',
  ),
  leftBehind: list(
    z.string(),
    'What keeps running and is billed although no code declares it any more',
  ),
  previous: z.optional(Previous),
  notes: list(z.string(), 'Further information, or what to do'),
  body: list(
    z.string(),
    'The line diff of the old and the new request; empty when they are the same',
  ),
  restore: restores.def.element,
});

/** What becomes of one restore from base to head. */
export type RestoreChange = z.infer<typeof Change>;

/** What changes between two plans, as `diff --format json` prints it. */
export const RestoreDiffDocument = describe(
  z.object({
    $schema: z.optional(z.string()),
    kind: z.literal('cdktf-cluster-restore/restore-diff'),
    version: z.literal(1),
    base: text('The previous version, as the caller named it'),
    head: text('The version that is reviewed, as the caller named it'),
    asOf: z.optional(text('The date of the review; absent if nothing depends on it')),
    verdict,
    counts: z.object({
      rerun: z.number(),
      new: z.number(),
      removed: z.number(),
      changed: z.number(),
      same: z.number(),
      destructive: count('Changes that erase data; each is also counted above'),
      dropping: count('Changes that drop only what the vendor can bring back'),
      leftBehind: count('Changes that leave a cluster behind, which is billed'),
      stopping: count('Blocking findings of what head declares'),
    }),
    changes: z.array(Change),
    notReviewed: list(
      z.extend(Unreviewed, { change: z.enum(['new', 'changed', 'same']) }),
      'What of head is not reviewed, and whether base has it',
    ),
  }),
  'What is new, removed and restored again between two versions of an app. Texts hold values between backticks.',
  'Restore diff',
);

/** See {@link RestoreDiffDocument}. */
export type RestoreDiff = z.infer<typeof RestoreDiffDocument>;
/** A part of head that is not reviewed. */
export type UnreviewedChange = RestoreDiff['notReviewed'][number];
