import * as z from 'zod/mini';
import { WrongInput } from '../wrong-input';

const Triggers = z.optional(
  z.nullable(z.object({ triggers: z.optional(z.nullable(z.record(z.string(), z.unknown()))) })),
);

const Change = z.object({
  address: z.string(),
  type: z.optional(z.string()),
  module_address: z.optional(z.string()),
  /** Where it was before a `moved` block. */
  previous_address: z.optional(z.string()),
  /** What an earlier apply left behind under this address. */
  deposed: z.optional(z.string()),
  action_reason: z.optional(z.string()),
  change: z.object({
    actions: z.array(z.string()),
    before: Triggers,
    after: Triggers,
    importing: z.optional(z.nullable(z.unknown())),
    after_unknown: z.optional(z.unknown()),
    after_sensitive: z.optional(z.unknown()),
    replace_paths: z.optional(z.array(z.array(z.union([z.string(), z.number()])))),
  }),
});

/** What is in the configuration of a resource, by which a plan of another output is recognised. */
const Configured = z.object({
  address: z.string(),
  provisioners: z.optional(z.array(z.unknown())),
  expressions: z.optional(
    z.object({
      triggers: z.optional(z.object({ references: z.optional(z.array(z.string())) })),
    }),
  ),
});

const Prior = z.object({ address: z.string(), tainted: z.optional(z.boolean()) });

const Plan = z.object({
  format_version: z.string(),
  /** False where the plan leaves something out, for example with `-target`; absent before Terraform 1.8. */
  complete: z.optional(z.boolean()),
  errored: z.optional(z.boolean()),
  prior_state: z.optional(
    z.object({
      values: z.optional(
        z.object({
          root_module: z.optional(z.object({ resources: z.optional(z.array(z.unknown())) })),
        }),
      ),
    }),
  ),
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
  /** What earlier applies left behind. */
  readonly deposed: readonly ResourceChange[];
  /** The addresses of which something is destroyed, replaced or left from an earlier apply. */
  readonly destroyed: ReadonlySet<string>;
  /** The addresses that are tainted: Terraform runs no destroy provisioner of them. */
  readonly tainted: ReadonlySet<string>;
  /** Whether the plan leaves something out, for example with `-target`. */
  readonly isPartial: boolean;
  /** The values of its variables, those of sensitive ones too. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the triggers of a resource refer to, by its address. */
  readonly references: ReadonlyMap<string, readonly string[]>;
  /** The resources of its configuration that run a program. */
  readonly running: ReadonlySet<string>;
}

/** Reads what `terraform show -json` wrote. */
export function terraformPlan(file: string, json: unknown): TerraformPlan {
  const plan = z.safeParse(Plan, json);
  if (!plan.success) {
    throw new WrongInput(
      `${file}: must be the output of "terraform show -json <plan>", and it has no format_version. Correct it, or generate it again.`,
    );
  }
  const { format_version: version, complete, errored, prior_state: prior } = plan.data;
  if (!version.startsWith('1.')) {
    throw new WrongInput(
      `${file}: is of format ${version}, but this release reads format 1. Update cdktf-cluster-restore.`,
    );
  }
  if (errored === true) {
    throw new WrongInput(`${file}: is of a plan that failed. Correct the cause, and plan again.`);
  }
  const all = parseEntries(Change, plan.data.resource_changes);
  const configured = parseEntries(Configured, plan.data.configuration?.root_module?.resources);
  const states = parseEntries(Prior, prior?.values?.root_module?.resources);
  const variables = Object.entries(plan.data.variables ?? {});
  return {
    changes: new Map(all.flatMap((one) => (one.deposed === undefined ? [[one.address, one]] : []))),
    deposed: all.filter(({ deposed }) => deposed !== undefined),
    destroyed: new Set(
      all.flatMap(({ address, change }) => (change.actions.includes('delete') ? [address] : [])),
    ),
    tainted: new Set(states.flatMap(({ address, tainted }) => (tainted ? [address] : []))),
    isPartial: complete === false,
    variables: Object.fromEntries(variables.map(([name, { value }]) => [name, value])),
    references: new Map(
      configured.map(({ address, expressions }) => [
        address,
        expressions?.triggers?.references ?? [],
      ]),
    ),
    running: new Set(
      configured.flatMap(({ address, provisioners = [] }) =>
        provisioners.length > 0 ? [address] : [],
      ),
    ),
  };
}

/** Those entries of a list that have the form. */
function parseEntries<Form extends z.ZodMiniType>(
  form: Form,
  values: readonly unknown[] = [],
): z.infer<Form>[] {
  return values.flatMap((value) => {
    const parsed = z.safeParse(form, value);
    return parsed.success ? [parsed.data] : [];
  });
}
