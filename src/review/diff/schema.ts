import * as z from 'zod/mini';
import { RestorePlanDocument } from '../model/schema';

/** Where the published JSON Schema of a diff stands in the package. */
export const DIFF_SCHEMA_ID =
  'https://unpkg.com/cdktf-cluster-restore/docs/restore-diff.schema.json';

const { verdict, restores } = RestorePlanDocument.shape;

const said = (description: string) => z.string().register(z.globalRegistry, { description });
const list = <Item extends z.ZodMiniType>(item: Item, description: string) =>
  z.array(item).register(z.globalRegistry, { description });

const Difference = z.object({
  field: z.string(),
  from: z.optional(said('Absent where base has none')),
  to: z.optional(said('Absent where head has none')),
});

const Change = z.object({
  path: said('The construct path'),
  // `again`: Terraform will replace it, so it is restored again; `changed`: it differs and is not.
  kind: z.enum(['new', 'gone', 'again', 'changed', 'same']),
  because: list(Difference, 'The triggers whose change restores again'),
  undecided: list(z.string(), 'Triggers that Terraform alone can compare'),
  waiting: list(Difference, 'Changes that reach what is there only when it is restored again'),
  holding: list(Difference, 'Changes that take effect with the next apply'),
  weaker: list(z.string(), 'What protects less than before'),
  erases: list(z.string(), 'What is lost when this change is applied'),
  notes: list(z.string(), 'What stays behind, or what to do'),
  body: list(z.string(), 'The request, old against new, line by line; empty when it is the same'),
  restore: restores.def.element,
});

/** What changes between two plans, as `diff --format json` prints it. */
export const RestoreDiffDocument = z
  .object({
    $schema: z.optional(z.string()),
    kind: z.literal('cdktf-cluster-restore/restore-diff'),
    version: z.literal(1),
    base: said('The version before, as the caller named it'),
    head: said('The version that is reviewed, as the caller named it'),
    asOf: z.optional(said('The date of the review; absent where nothing depends on it')),
    verdict,
    counts: z.object({
      again: z.number(),
      new: z.number(),
      gone: z.number(),
      changed: z.number(),
      same: z.number(),
    }),
    changes: z.array(Change),
  })
  .register(z.globalRegistry, {
    title: 'Restore diff',
    description:
      'What is new, gone and restored again between two versions of an app. Texts hold values between backticks.',
  });

/** See {@link RestoreDiffDocument}. */
export type RestoreDiff = z.infer<typeof RestoreDiffDocument>;
/** What becomes of one restore from base to head. */
export type RestoreChange = RestoreDiff['changes'][number];
/** One value that differs; absent on the side where there is none. */
export type Difference = RestoreChange['because'][number];
