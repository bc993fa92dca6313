import * as z from 'zod/mini';
import { WrongInput } from '../wrong-input';

const Triggers = z.optional(
  z.nullable(z.object({ triggers: z.optional(z.nullable(z.record(z.string(), z.unknown()))) })),
);

const Change = z.object({
  address: z.string(),
  /** What an earlier apply left behind under this address. */
  deposed: z.optional(z.string()),
  action_reason: z.optional(z.string()),
  change: z.object({
    actions: z.array(z.string()),
    before: Triggers,
    after: Triggers,
    after_unknown: z.optional(z.unknown()),
    after_sensitive: z.optional(z.unknown()),
    replace_paths: z.optional(z.array(z.array(z.union([z.string(), z.number()])))),
  }),
});

/** What stands in the configuration of a resource, by which a plan of another output is told. */
const Configured = z.object({
  address: z.string(),
  expressions: z.optional(
    z.object({
      triggers: z.optional(z.object({ references: z.optional(z.array(z.string())) })),
    }),
  ),
});

const Plan = z.object({
  format_version: z.string(),
  resource_changes: z.optional(z.array(z.unknown())),
  configuration: z.optional(
    z.object({
      root_module: z.optional(z.object({ resources: z.optional(z.array(z.unknown())) })),
    }),
  ),
  variables: z.optional(z.record(z.string(), z.object({ value: z.optional(z.unknown()) }))),
});

/** What Terraform will do with one resource. */
export type ResourceChange = z.infer<typeof Change>;

/** What a plan of Terraform says that the review uses. */
export interface TerraformPlan {
  /** By address. */
  readonly changes: ReadonlyMap<string, ResourceChange>;
  /** The addresses of which something is destroyed, replaced or left from an earlier apply. */
  readonly destroyed: ReadonlySet<string>;
  /** The values of its variables, those of sensitive ones too. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the triggers of a resource refer to, by its address. */
  readonly references: ReadonlyMap<string, readonly string[]>;
}

/** Reads what `terraform show -json` wrote. */
export function terraformPlan(file: string, json: unknown): TerraformPlan {
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
  const variables = Object.entries(plan.data.variables ?? {});
  const configured = (plan.data.configuration?.root_module?.resources ?? []).flatMap((value) => {
    const resource = z.safeParse(Configured, value);
    return resource.success ? [resource.data] : [];
  });
  return {
    changes: new Map(
      changes.flatMap((one) => (one.deposed === undefined ? [[one.address, one]] : [])),
    ),
    destroyed: new Set(
      changes.flatMap(({ address, change }) =>
        change.actions.includes('delete') ? [address] : [],
      ),
    ),
    variables: Object.fromEntries(variables.map(([name, { value }]) => [name, value])),
    references: new Map(
      configured.map(({ address, expressions }) => [
        address,
        expressions?.triggers?.references ?? [],
      ]),
    ),
  };
}
