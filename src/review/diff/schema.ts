import * as z from 'zod/mini';
import { RestorePlanDocument, Unreviewed } from '../model/schema';

/** Where the published JSON Schema of a diff stands in the package. */
export const DIFF_SCHEMA_ID =
  'https://unpkg.com/cdktf-cluster-restore/docs/restore-diff.schema.json';

const { verdict, restores } = RestorePlanDocument.shape;

const described = (description: string) => z.string().register(z.globalRegistry, { description });
const list = <Item extends z.ZodMiniType>(item: Item, description: string) =>
  z.array(item).register(z.globalRegistry, { description });

const Difference = z.object({
  field: z.string(),
  from: z.optional(described('Absent where base has none')),
  to: z.optional(described('Absent where head has none')),
});

const Previous = z
  .object({
    place: restores.def.element.shape.target.def.innerType,
    fate: z.enum(['erased', 'dropped', 'kept']),
  })
  .register(z.globalRegistry, {
    description: 'The cluster that the restore created before, where this change creates another',
  });

const Change = z.object({
  path: described('The construct path'),
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
    'What is dropped when this change is applied, and the vendor can bring back',
  ),
  leftBehind: list(z.string(), 'What keeps running and is billed, and no code declares any more'),
  previous: z.optional(Previous),
  notes: list(z.string(), 'What else to know, or what to do'),
  body: list(z.string(), 'The request, old against new, line by line; empty when it is the same'),
  restore: restores.def.element,
});

/** What changes between two plans, as `diff --format json` prints it. */
export const RestoreDiffDocument = z
  .object({
    $schema: z.optional(z.string()),
    kind: z.literal('cdktf-cluster-restore/restore-diff'),
    version: z.literal(1),
    base: described('The version before, as the caller named it'),
    head: described('The version that is reviewed, as the caller named it'),
    asOf: z.optional(described('The date of the review; absent where nothing depends on it')),
    verdict,
    counts: z.object({
      rerun: z.number(),
      new: z.number(),
      removed: z.number(),
      changed: z.number(),
      same: z.number(),
      destructive: z.number().register(z.globalRegistry, {
        description: 'Changes that erase data; each is one of those above',
      }),
      dropping: z.number().register(z.globalRegistry, {
        description: 'Changes that drop only what the vendor can bring back',
      }),
      leftBehind: z.number().register(z.globalRegistry, {
        description: 'Changes that leave a cluster behind, which is billed',
      }),
      stopping: z.number().register(z.globalRegistry, {
        description: 'Blocking findings of what head declares',
      }),
    }),
    changes: z.array(Change),
    notReviewed: list(
      z.extend(Unreviewed, { change: z.enum(['new', 'changed', 'same']) }),
      'What of head is not reviewed, and whether base has it',
    ),
  })
  .register(z.globalRegistry, {
    title: 'Restore diff',
    description:
      'What is new, removed and restored again between two versions of an app. Texts hold values between backticks.',
  });

/** See {@link RestoreDiffDocument}. */
export type RestoreDiff = z.infer<typeof RestoreDiffDocument>;
/** A part of head that is not reviewed. */
export type UnreviewedChange = RestoreDiff['notReviewed'][number];
/** What becomes of one restore from base to head. */
export type RestoreChange = RestoreDiff['changes'][number];
/** One value that differs; absent on the side where there is none. */
export type Difference = RestoreChange['causes'][number];
