import * as z from 'zod/mini';
import { type Expectation, missing, number, object, text } from '../evaluation/schema';
import { once } from '../text/once';
import { parseTimestamp } from '../text/timestamp';
import type { BackupChoice } from './backup-choice';

/** Why the catalog says nothing about a backup, as a part of what is known of it. */
export const knownCatalogProblemSchema = once(() =>
  z.strictObject({
    kind: z.enum(['unreadable', 'no-backup']),
    problem: z.string(),
    fix: z.string(),
  }),
);

/** How old a catalog may get, in days; `ruleId` is that of the rule about its age. */
export function maxAgeDaysSchema(ruleId: string) {
  return number((days) => days > 0, {
    ruleId,
    expected: 'must be more than 0',
    fix: 'Give the days after which a catalog is stale; the default is 30',
  });
}

/** See {@link KnownCatalogProblem}. */
export type KnownCatalogProblem = z.infer<ReturnType<typeof knownCatalogProblemSchema>>;

/**
 * What is restored from, whoever the vendor is: one backup, the latest or the newest of a time when the restore is
 * submitted, or one that is made first. Never the latest for want of an id: an empty variable would restore another backup.
 */
export function backupReference<
  Known extends z.core.SomeType,
  Now extends z.core.SomeType = z.ZodMiniNever,
>(parts: {
  readonly clusterId: z.ZodMiniType<string>;
  readonly backupId: z.ZodMiniType<string>;
  readonly known: Known;
  /** The options of a backup that is made first; absent if the vendor makes none on demand. */
  readonly now?: Now;
  /** How the lack of an id is worded. */
  readonly needsId: Expectation;
  readonly shapeRuleId: string;
}) {
  const { clusterId, backupId, known, needsId, shapeRuleId } = parts;
  const now = (parts.now ?? z.never()) as Now;
  return object(
    {
      clusterId,
      backupId: z.optional(backupId),
      latest: z.optional(z.literal(true)),
      before: z.optional(moment(shapeRuleId)),
      now: z.optional(now),
      known: z.optional(known),
    },
    {
      ruleId: shapeRuleId,
      expected: 'must be a Backup',
      fix: 'Create it with a factory of Backup, such as Backup.fromId or Backup.latest',
    },
  ).check(
    missing<BackupChoice>(
      'backupId',
      ({ backupId: id, latest, before, now: made }) =>
        id !== undefined || latest === true || before !== undefined || made !== undefined,
      needsId,
    ),
  );
}

/** The moment of `Backup.before`. It is in an object, which is there where the time is known after apply. */
function moment(ruleId: string) {
  const expectation = {
    ruleId,
    expected: 'must be a time with a time zone',
    fix: 'Write it as "2026-11-20T03:15:00Z"',
  };
  const time = text((value) => parseTimestamp(value) !== undefined, expectation);
  return object({ time }, expectation);
}
