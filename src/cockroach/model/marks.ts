import * as z from 'zod/mini';
import { text } from '../../evaluation/schema';
import { once } from '../../text/once';
import { clusterIdSchema, flag, SHAPE_RULE_ID } from './declaration';

const label = once(() =>
  text(() => true, {
    ruleId: SHAPE_RULE_ID,
    expected: 'must be a string',
    fix: 'Give a value, or leave it out',
  }),
);

/** The id of the restore that a setting follows: another one has it set again. */
export const restoreIdSchema = once(() =>
  text(/\S/, {
    ruleId: SHAPE_RULE_ID,
    expected: 'must be the id of a restore',
    fix: 'Give the restoreId of the restored cluster',
  }),
);

/** What a restored cluster is marked with: labels, and protection from deletion. */
export const marksDeclarationSchema = once(() =>
  z.strictObject({
    cluster: clusterIdSchema(),
    restoreId: restoreIdSchema(),
    /** The construct path of the restore, for people. */
    restore: z.string(),
    labelDestination: z.optional(flag()),
    owner: z.optional(label()),
    dataClass: z.optional(label()),
    expiresOn: z.optional(label()),
    deletionProtection: z.optional(flag()),
  }),
);

/** See {@link MarksDeclaration}. */
export type MarksDeclaration = z.infer<ReturnType<typeof marksDeclarationSchema>>;

/** The key of the label of each prop. */
export const LABEL_KEYS = {
  owner: 'owner',
  dataClass: 'data-class',
  expiresOn: 'expires-on',
} as const;

/** Labels by their keys. */
export type Labels = Readonly<Record<string, string>>;

/** The labels that are declared; none where the cluster is not to be labelled. */
export function labelsOf(declaration: Partial<MarksDeclaration>): Labels {
  if (declaration.labelDestination !== true) return {};
  const names = Object.keys(LABEL_KEYS) as (keyof typeof LABEL_KEYS)[];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = declaration[name];
      return value === undefined ? [] : [[LABEL_KEYS[name], value]];
    }),
  );
}

/** The protection that is declared, in the vendor's words; absent if it stays as it is. */
export function protectionOf({
  deletionProtection,
}: Partial<MarksDeclaration>): 'ENABLED' | 'DISABLED' | undefined {
  if (deletionProtection === undefined) return undefined;
  return deletionProtection ? 'ENABLED' : 'DISABLED';
}
