import * as z from 'zod/mini';

/** What a team allows, as its policy file says it. Every field but the version may be left out. */
export const PolicyDocument = z.strictObject({
  $schema: z.optional(z.string()),
  version: z.literal(1),
  /** Projects in which clusters may be created. */
  allowedTargetProjects: z.optional(z.array(z.string())),
  /** Clusters into which nothing may be restored. */
  forbiddenDestinations: z.optional(z.array(z.string())),
  /** The maximum number of query CUs. */
  largestCuSize: z.optional(z.number().check(z.positive())),
  /** The maximum age of a backup. */
  backupNotOlderThanHours: z.optional(z.number().check(z.positive())),
  /** The maximum number of days from the check to `expiresOn`. */
  expiresWithinDays: z.optional(z.number().check(z.positive())),
  /** Addresses that somebody reviewed by hand: what exists is shown, and fails no check. */
  allowedAddresses: z.optional(
    z.array(
      z.strictObject({
        stack: z.string().check(z.minLength(1)),
        address: z.string().check(z.minLength(1)),
        reason: z.string().check(z.regex(/\S/)),
      }),
    ),
  ),
  requireOwner: z.optional(z.boolean()),
  requireDataClass: z.optional(z.boolean()),
  requireExpiry: z.optional(z.boolean()),
  /** Whether a rule whose value is not known yet is only shown; otherwise it fails. */
  allowUnknownValues: z.optional(z.boolean()),
});

/** See {@link PolicyDocument}. */
export type PolicyDocument = z.infer<typeof PolicyDocument>;
