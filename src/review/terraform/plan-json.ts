import * as z from 'zod/mini';
import { WrongInput } from '../wrong-input';

const Triggers = z.optional(
  z.nullable(z.object({ triggers: z.optional(z.nullable(z.record(z.string(), z.unknown()))) })),
);

const Change = z.object({
  address: z.string(),
  action_reason: z.optional(z.string()),
  change: z.object({
    actions: z.array(z.string()),
    before: Triggers,
    after: Triggers,
    after_unknown: z.optional(z.unknown()),
    replace_paths: z.optional(z.array(z.array(z.union([z.string(), z.number()])))),
  }),
});

const Plan = z.object({
  format_version: z.string(),
  resource_changes: z.optional(z.array(z.unknown())),
});

/** What Terraform will do with one resource. */
export type ResourceChange = z.infer<typeof Change>;

/** The changes of a plan of Terraform, by address. */
export function resourceChanges(file: string, json: unknown): ReadonlyMap<string, ResourceChange> {
  const plan = z.safeParse(Plan, json);
  if (!plan.success) {
    throw new WrongInput(
      `${file}: must be the output of "terraform show -json <plan>", and it has no format_version. Write it again.`,
    );
  }
  if (!plan.data.format_version.startsWith('1.')) {
    throw new WrongInput(
      `${file}: is of format ${plan.data.format_version}, and this release reads format 1. Update cdktf-cluster-restore.`,
    );
  }
  const changes = (plan.data.resource_changes ?? []).flatMap((value) => {
    const change = z.safeParse(Change, value);
    return change.success ? [change.data] : [];
  });
  return new Map(changes.map((change) => [change.address, change]));
}
