import * as z from 'zod/mini';
import { AFTER_VERIFICATION } from '../../spec/names';
import { isRecord, type JsonRecord } from '../../text/json-value';
import { once } from '../../text/once';

const word = once(() => z.string());
const record = once(() => z.custom<JsonRecord>(isRecord));
const texts = once(() =>
  z.custom<Readonly<Record<string, string>>>(
    (value) => isRecord(value) && Object.values(value).every((one) => typeof one === 'string'),
  ),
);
const program = once(() => z.object({ argv: z.array(z.unknown()) }));

/**
 * What the review reads of a spec, in which values of Terraform are references. It is not the schema of the runner: what
 * that one would refuse is a finding, and the review continues.
 */
const specDocument = once(() =>
  z.object({
    vendor: word(),
    operation: word(),
    path: word(),
    step: word(),
    key: z.optional(word()),
    declaration: record(),
    identity: z._default(record(), {}),
    acknowledge: z.array(z.object({ ruleId: word(), reason: word() })),
    removalPolicy: z._default(z.enum(['destroy', 'retain']), 'retain'),
    timeoutMinutes: z.optional(z.number()),
    sources: z.optional(word()),
    passwordSink: z.optional(
      z.object({
        kind: word(),
        path: z.optional(z.unknown()),
        argv: z.optional(z.array(z.unknown())),
      }),
    ),
    about: z.optional(texts()),
    dependsOn: z.optional(z.array(word())),
    drill: z.optional(
      z.object({
        results: word(),
        rtoMinutes: z.optional(z.number()),
        rpoMinutes: z.optional(z.number()),
        check: z.optional(program()),
      }),
    ),
    replacement: z.optional(z.literal(AFTER_VERIFICATION)),
  }),
);

/** See {@link specDocument}. */
export type SpecDocument = Readonly<z.infer<ReturnType<typeof specDocument>>>;

const stepResource = once(() =>
  z.object({
    triggers: z._default(texts(), {}),
    lifecycle: z._default(
      z.object({ ignore_changes: z._default(z.union([word(), z.array(word())]), []) }),
      { ignore_changes: [] },
    ),
  }),
);

/** The spec as it stands, or nothing where it has another form. */
export function specOf(document: unknown): SpecDocument | undefined {
  const { success } = z.safeParse(specDocument(), document);
  const whole = { identity: {}, removalPolicy: 'retain', ...(document as object) };
  return success ? (whole as SpecDocument) : undefined;
}

/** The triggers of a step and which of them are ignored, or nothing where they have another form. */
export function stepResourceOf(resource: unknown) {
  const { data } = z.safeParse(stepResource(), resource);
  return data && { triggers: data.triggers, ignoreChanges: data.lifecycle.ignore_changes };
}
