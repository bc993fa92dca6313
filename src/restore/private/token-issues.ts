import type * as z from 'zod/mini';
import type { Issue } from '../../evaluation/issue';
import { type Kind, kindAt, pathOf } from '../../evaluation/schema';

/** A token in a declaration, and where it stands. */
export interface FoundToken {
  readonly keys: readonly PropertyKey[];
  readonly value: unknown;
}

/** Tokens that stand for a value of another kind than the prop has: the runner could not use what comes. */
export function tokenIssues(
  schema: z.core.SomeType,
  tokens: readonly FoundToken[],
  ruleId: string,
): Issue[] {
  return tokens.flatMap(({ keys, value }): Issue[] => {
    const wanted = kindAt(schema, keys);
    if (wanted === undefined || (wanted === kindOf(value) && wanted !== 'other')) return [];
    return [{ ruleId, path: pathOf(keys), ...WORDS[wanted] }];
  });
}

function kindOf(token: unknown): Kind {
  if (typeof token === 'string') return 'text';
  return typeof token === 'number' ? 'number' : 'other';
}

const WORDS: Readonly<Record<Kind, { readonly problem: string; readonly fix: string }>> = {
  text: {
    problem: 'must be a text, and Terraform will give another kind of value',
    fix: 'Give the text, or a token of one: Token.asString',
  },
  number: {
    problem: 'must be a number, and Terraform will give another kind of value',
    fix: 'Give the number, or a token of one: Token.asNumber',
  },
  other: {
    problem: 'must be known at synth',
    fix: 'Give the value itself; texts and numbers in a list or an object may be tokens',
  },
};
