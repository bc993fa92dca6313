import * as z from 'zod/mini';
import { text } from '../../evaluation/schema';
import { once } from '../../text/once';
import { clusterIdSchema, SHAPE_RULE_ID } from './declaration';

const mark = once(() =>
  text(/\S/, {
    ruleId: SHAPE_RULE_ID,
    expected: 'must be a string that is not blank',
    fix: 'Give a value, or leave it out',
  }),
);

/** What a restored cluster says of itself in its description, as synth writes it and the runner reads it. */
export const marksDeclarationSchema = once(() =>
  z.strictObject({
    cluster: clusterIdSchema(),
    /** The construct path of the restore, for people. */
    restore: z.string(),
    stampOrganization: text(/^org-[0-9A-Za-z-]+$/, {
      ruleId: SHAPE_RULE_ID,
      expected: 'must be the id of an organization',
      fix: 'Copy it from the organization settings; it looks like "org-0123456789abcdef"',
    }),
    owner: z.optional(mark()),
    dataClass: z.optional(mark()),
    expiresOn: z.optional(mark()),
  }),
);

/** See {@link MarksDeclaration}. */
export type MarksDeclaration = z.infer<ReturnType<typeof marksDeclarationSchema>>;

/** The vendor's limit of a description; another page says 256. */
export const LONGEST_DESCRIPTION = 255;

const STAMP = /\s*\[restored: [^\]]*\]/g;

/** The stamp of a clone, in brackets of its own: `[restored: owner search; expires 2026-12-31]`. */
export function stampOf({ owner, dataClass, expiresOn }: Partial<MarksDeclaration>): string {
  const parts = [
    ...(owner === undefined ? [] : [`owner ${owner}`]),
    ...(dataClass === undefined ? [] : [`data class ${dataClass}`]),
    ...(expiresOn === undefined ? [] : [`expires ${expiresOn}`]),
  ];
  return `[restored: ${parts.join('; ').replaceAll(/[[\]]/g, '|')}]`;
}

/** The stamp in a description; absent if it has none. */
export function stampIn(description: string): string | undefined {
  return description.match(STAMP)?.[0].trim();
}

/** A description with this stamp in the place of an earlier one; what else it says is kept. */
export function stampDescription(present: string, stamp: string): string {
  const others = present.replaceAll(STAMP, '').trim();
  return others === '' ? stamp : `${others} ${stamp}`;
}
