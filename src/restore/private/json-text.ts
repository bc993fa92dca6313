import { Fn, Token } from 'cdktf';
import { encodeTokens } from '../../spec/encode';
import { tokenParts } from '../../spec/templates';
import { printableJson } from '../../text/text';
import { tokens } from './tokens';

/**
 * A value as JSON text. Only its tokens become expressions, which Terraform writes as JSON once it knows
 * them; what the user wrote stays text, for the caller to escape: in an expression of cdktf, a quote in it
 * would end the text, and a template would be evaluated.
 */
export function jsonText(value: unknown): string {
  const { variables } = encodeTokens({ value }, tokens);
  if (Object.keys(variables).length === 0) return printableJson(value);
  return typeof value === 'object' && value !== null ? writeJson(value) : Token.asString(value);
}

function writeJson(value: unknown): string {
  if (Array.isArray(value) && !Token.isUnresolved(value)) {
    return `[${value.map(writeJson).join(',')}]`;
  }
  if (typeof value === 'string') return writtenText(value);
  if (Token.isUnresolved(value)) {
    return typeof value === 'number' ? Token.asString(value) : Token.asString(Fn.jsonencode(value));
  }
  if (value === null || typeof value !== 'object') return printableJson(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${entries.map(([key, item]) => `${printableJson(key)}:${writeJson(item)}`).join(',')}}`;
}

/** A text, some of it only known to Terraform: `jsonencode` without the quotes that it puts around. */
function writtenText(text: string): string {
  const parts = tokenParts(text);
  const within = ({ text: part, isToken }: (typeof parts)[number]) =>
    isToken
      ? Fn.replace(Token.asString(Fn.jsonencode(part)), Token.asString(Fn.rawString('/^"|"$/')), '')
      : printableJson(part).slice(1, -1);
  return `"${parts.map(within).join('')}"`;
}
