import * as z from 'zod/mini';
import { boolean, list, member, number, object, text } from '../../evaluation/schema';
import { once } from '../../text/once';
import { clusterIdSchema, SHAPE_RULE_ID } from './declaration';

/** Monday is 1, as on the wire. */
const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;

const RULE_ID = 'ZILLIZ_BACKUP_POLICY';

const days = once(() =>
  number(() => true, {
    ruleId: RULE_ID,
    expected: 'must be a number',
    fix: 'Give the days, 1 to 30',
  }),
);

/** How the automatic backups of a cluster are made and kept, as synth writes it and the runner reads it. */
export const policyDeclarationSchema = once(() =>
  z.strictObject({
    cluster: clusterIdSchema(),
    enabled: z.optional(
      boolean({ ruleId: SHAPE_RULE_ID, expected: 'must be true or false', fix: 'Give a boolean' }),
    ),
    days: z.optional(
      list(member(WEEKDAYS, SHAPE_RULE_ID), {
        ruleId: SHAPE_RULE_ID,
        expected: 'must be a list of days',
        fix: 'Write it as [zilliz.Weekday.MONDAY]',
      }),
    ),
    startTime: z.optional(
      text(() => true, {
        ruleId: RULE_ID,
        expected: 'must be a string',
        fix: 'Write it as "02:00-04:00"',
      }),
    ),
    retentionDays: z.optional(days()),
    crossRegionCopies: z.optional(
      list(
        object(
          {
            regionId: text(/./s, {
              ruleId: SHAPE_RULE_ID,
              expected: 'must be a string with at least one character',
              fix: 'Give the region, for example "aws-us-east-1"',
            }),
            retentionDays: z.optional(days()),
          },
          {
            ruleId: SHAPE_RULE_ID,
            expected: 'must be a region',
            fix: 'Write it as { regionId: "aws-us-east-1" }',
          },
        ),
        {
          ruleId: SHAPE_RULE_ID,
          expected: 'must be a list of regions',
          fix: 'Write it as [{ regionId: "aws-us-east-1" }], or leave the prop out',
        },
      ),
    ),
  }),
);

/** See {@link PolicyDeclaration}. */
export type PolicyDeclaration = z.infer<ReturnType<typeof policyDeclarationSchema>>;

/** A policy by the names on the wire; what is not declared, or not known, is absent. */
export interface WirePolicy {
  readonly enabled: boolean;
  /** The days as one text, `1,3,5`. */
  readonly frequency?: string;
  readonly startTime?: string;
  readonly retentionDays?: number;
  readonly crossRegionCopies?: readonly {
    readonly regionId: string;
    readonly retentionDays?: number;
  }[];
}

/** The policy that is declared. */
export function policyOf(declaration: PolicyDeclaration): WirePolicy {
  const {
    enabled = true,
    days: weekdays,
    startTime,
    retentionDays,
    crossRegionCopies,
  } = declaration;
  if (!enabled) return { enabled };
  return {
    enabled,
    ...(weekdays === undefined ? {} : { frequency: [...weekdays].sort().join(',') }),
    ...(startTime === undefined ? {} : { startTime }),
    ...(retentionDays === undefined ? {} : { retentionDays }),
    ...(crossRegionCopies === undefined ? {} : { crossRegionCopies }),
  };
}
