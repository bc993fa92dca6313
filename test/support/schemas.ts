import type * as z from 'zod/mini';
import { propNames, shapeIssues } from '../../src/evaluation/schema';

/** What a schema says of a value, by path, without the value: `problem. Fix. [RULE]`. */
export function wrongIn(schema: z.ZodMiniType, value: unknown): Record<string, string> {
  const issues = shapeIssues(schema, value, 'NO_RULE');
  return Object.fromEntries(
    issues.map(({ path, problem, fix, ruleId }) => [path, `${problem}. ${fix}. [${ruleId}]`]),
  );
}

/** What it says where each prop has a value of a wrong type, but for those that are named. */
export function allWrongIn(schema: z.ZodMiniType, change: object = {}): Record<string, string> {
  const wrong = propNames(schema).map((name) => [name, [7]]);
  return wrongIn(schema, { ...Object.fromEntries(wrong), ...change });
}

/** Which props of an empty object are missing. */
export function missingIn(schema: z.ZodMiniType): string[] {
  return Object.entries(wrongIn(schema, {}))
    .filter(([, text]) => text.startsWith('is missing; it must be '))
    .map(([path]) => path);
}
