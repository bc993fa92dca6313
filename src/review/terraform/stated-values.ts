import { hasExpression, templateParts } from '../../spec/templates';
import { isRecord } from '../../text/json-value';
import { isNullResource, type Stack } from '../read/stack';
import type { TerraformValues } from '../read/values';
import type { TerraformPlan } from './plan-json';

/** What gives another value each time that it stands somewhere. */
const UNSTABLE = /\b(?:uuid|timestamp|bcrypt|templatefile|file\w*)\s*\(/;
const REFERENCE = /\b(?:var|local|data|module|[a-z]\w*_\w+)\.[A-Za-z_][\w-]*/g;
const IGNORED = /^triggers(?:\["([^"]*)"\])?$/;

/**
 * The values that a plan of Terraform states: of variables, and of the expressions in the triggers of this stack. A
 * trigger whose changes are ignored has the value of the state, and one of a plan that was made from another stack
 * refers to something else: these say nothing.
 */
export function statedValues({ blocks }: Stack, plan: TerraformPlan): TerraformValues {
  const expressions = new Map<string, string>();
  for (const { address, body } of blocks.filter(isNullResource)) {
    const change = plan.changes.get(address)?.change;
    const { triggers = {} } = body;
    if (change === undefined || !isRecord(triggers)) continue;
    const after = change.after?.triggers ?? {};
    const sensitive = triggersOf(change.after_sensitive);
    const references = plan.references.get(address) ?? [];
    const ignored = ignoredIn(body.lifecycle);
    for (const [key, text] of Object.entries(triggers)) {
      const value = after[key];
      if (typeof text !== 'string' || !hasExpression(text) || typeof value !== 'string') continue;
      if (ignored(key) || sensitive === true || (isRecord(sensitive) && sensitive[key] === true)) {
        continue;
      }
      if (isStable(text) && referencesOf(text).every((one) => references.includes(one))) {
        expressions.set(text, value);
      }
    }
  }
  return { variables: plan.variables, expressions };
}

function isStable(text: string): boolean {
  return !UNSTABLE.test(text);
}

function referencesOf(text: string): string[] {
  const parts = templateParts(text) ?? [];
  return parts.flatMap(({ expression = '' }) => [...expression.matchAll(REFERENCE)].map(String));
}

function triggersOf(marks: unknown): unknown {
  return isRecord(marks) ? marks.triggers : marks;
}

function ignoredIn(lifecycle: unknown): (key: string) => boolean {
  const list = isRecord(lifecycle) ? lifecycle.ignore_changes : undefined;
  if (!Array.isArray(list)) return () => list !== undefined;
  const keys = list.map((entry) => IGNORED.exec(String(entry)));
  return (key) => keys.some((found) => found !== null && (found[1] ?? key) === key);
}
