import * as z from 'zod/mini';
import { type Expectation, missing, object } from '../evaluation/schema';

/** Why the catalog tells nothing of a backup, as a part of what is known of it. */
export const KnownCatalogProblem = z.strictObject({
  kind: z.enum(['unreadable', 'no-backup']),
  problem: z.string(),
  fix: z.string(),
});

/** See {@link KnownCatalogProblem}. */
export type KnownCatalogProblem = z.infer<typeof KnownCatalogProblem>;

/**
 * What is restored from, whoever the vendor is: one backup, or the latest when the restore is submitted. Never
 * the latest for want of an id: an empty variable would restore another backup.
 */
export function backupReference<Known extends z.core.SomeType>(parts: {
  readonly clusterId: z.ZodMiniType<string>;
  readonly backupId: z.ZodMiniType<string>;
  readonly known: Known;
  /** How the lack of an id is worded. */
  readonly needsId: Expectation;
  readonly shapeRuleId: string;
}) {
  const { clusterId, backupId, known, needsId, shapeRuleId } = parts;
  return object(
    {
      clusterId,
      backupId: z.optional(backupId),
      latest: z.optional(z.literal(true)),
      known: z.optional(known),
    },
    {
      ruleId: shapeRuleId,
      expected: 'must be a Backup',
      fix: 'Make it with Backup.fromId, Backup.fromCatalog or Backup.latest',
    },
  ).check(
    missing<{ readonly backupId?: unknown; readonly latest?: unknown }>(
      'backupId',
      ({ backupId: id, latest }) => id !== undefined || latest === true,
      needsId,
    ),
  );
}
