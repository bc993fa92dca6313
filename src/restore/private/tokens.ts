import { ref, TerraformStack, Token } from 'cdktf';
import type { Construct } from 'constructs';
import type { TokenSystem } from '../../spec/encode';

// Numbers that stand for tokens are below this one; cdktf's own check is far slower, and most values are none.
const TOKENS_BELOW = -1e290;

/** Whether the value is known after apply. */
export function isToken(value: unknown): boolean {
  if (typeof value === 'string' && !value.includes('{TfToken[')) return false;
  if (typeof value === 'number' && !(value < TOKENS_BELOW)) return false;
  return Token.isUnresolved(value);
}

/** The tokens of cdktf, for the codec of the spec. */
export const tokens: TokenSystem = {
  isToken,
  expression: (token) => Token.asString(token),
};

/** By stack: each reference of cdktf remembers where it was made, which costs more than the rest of it. */
const workspaces = new WeakMap<TerraformStack, string>();

/** The workspace of Terraform, which is known where it runs. */
export function workspaceOf(scope: Construct): string {
  const stack = TerraformStack.of(scope);
  const known = workspaces.get(stack) ?? Token.asString(ref('terraform.workspace', stack));
  workspaces.set(stack, known);
  return known;
}
