import { Fn, Token } from 'cdktf';
import { referenceTokens } from './known';

/**
 * A value as JSON text. With tokens in it Terraform writes the text, once it knows them, so that a quote in
 * a value cannot break it.
 */
export function jsonText(value: unknown): string {
  const { variables } = referenceTokens({ value });
  if (Object.keys(variables).length === 0) return JSON.stringify(value);
  return typeof value === 'object' && value !== null ? Fn.jsonencode(value) : Token.asString(value);
}
