const TOKEN = /(\$\{TfToken\[[^\]]*\]\})/;

/** Whether the text holds a token of cdktf. */
export function hasToken(text: string): boolean {
  return TOKEN.test(text);
}

/** A text, divided into what the user wrote and the tokens of cdktf in it. */
export function tokenParts(text: string): { readonly text: string; readonly isToken: boolean }[] {
  return text
    .split(TOKEN)
    .map((part, index) => ({ text: part, isToken: index % 2 === 1 }))
    .filter(({ text: part }) => part !== '');
}

/**
 * Escapes what Terraform would take for a template in a text of the user: cdktf writes `${` and `%{` as
 * they are. Tokens of cdktf stay; a `$` right in front of one would escape the expression that it becomes.
 */
export function escapeTemplates(text: string): string {
  if (!mayHoldTemplates(text)) return text;
  const parts = tokenParts(text);
  return parts
    .map(({ text: part, isToken }, index) => {
      if (isToken) return part;
      if (parts.length === 1) return escapeLiterals(part);
      // cdktf takes `$${` for the begin of an expression all the same, and a token behind it for a part of that.
      return index === parts.length - 1
        ? escapeBeforeBraces(part)
        : part.split('{').map(escapeMarksAtEnd).join('{');
    })
    .join('');
}

/** Neither a template nor a token of cdktf without one of these. */
function mayHoldTemplates(text: string): boolean {
  return text.includes('${') || text.includes('%{');
}

function escapeBeforeBraces(text: string): string {
  const at = text.lastIndexOf('{');
  if (at < 0) return text;
  const before = text.slice(0, at).split('{').map(escapeMarksAtEnd).join('{');
  return `${before}${text.slice(at)}`;
}

/** Marks that would begin an expression, or escape one, become an expression themselves. */
function escapeMarksAtEnd(text: string): string {
  const marks = marksAtEnd(text);
  return marks === '' ? text : `${text.slice(0, -marks.length)}\${"${marks}"}`;
}

/** The `$` and `%` at the end of a text. A regular expression would look for an end at each of them. */
function marksAtEnd(text: string): string {
  let start = text.length;
  while (start > 0 && '$%'.includes(text.charAt(start - 1))) start -= 1;
  return text.slice(start);
}

/** Escapes a text of which nothing is evaluated: what tokens it holds stand for texts. */
export function escapeLiterals(text: string): string {
  if (!mayHoldTemplates(text)) return text;
  return tokenParts(text)
    .map(({ text: part, isToken }) => (isToken ? part : part.replace(/([$%])\{/g, '$1$1{')))
    .join('');
}

/** The inverse of {@link escapeTemplates} for a text without an expression. */
export function unescapeTemplates(text: string): string {
  const isEscaped = text.includes('$${') || text.includes('%%{');
  return isEscaped ? text.replace(/([$%])\1\{/g, '$1{') : text;
}

/** A part of a text of Terraform: what exists as it is, or an expression without its `${` and `}`. */
export interface TemplatePart {
  readonly literal?: string;
  readonly expression?: string;
}

/** Divides a text of Terraform; `undefined` where it holds a directive (`%{`) or has no end. */
export function templateParts(text: string): TemplatePart[] | undefined {
  const parts: TemplatePart[] = [];
  let literal = '';
  let at = 0;
  for (const { 0: mark, index } of text.matchAll(/([$%])\1\{|\$\{|%\{/g)) {
    // Within the expression before.
    if (index < at) continue;
    literal += text.slice(at, index);
    at = index + mark.length;
    if (mark === '%{') return undefined;
    if (mark.length === 3) {
      literal += mark.slice(1);
      continue;
    }
    const end = endOfExpression(text, at);
    if (end === undefined) return undefined;
    if (literal !== '') parts.push({ literal });
    literal = '';
    parts.push({ expression: text.slice(at, end) });
    at = end + 1;
  }
  literal += text.slice(at);
  return literal === '' ? parts : [...parts, { literal }];
}

/** Where the brace stands that ends an expression; texts in it may hold templates again. */
function endOfExpression(text: string, from: number): number | undefined {
  // Each open `{` or `"`; what ends one of them depends on the innermost.
  const open: ('{' | '"')[] = ['{'];
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (open.at(-1) === '"') {
      if (character === '\\') at += 1;
      else if (character === '"') open.pop();
      else if (/^([$%])\1\{/.test(text.slice(at, at + 3))) at += 2;
      else if (/^[$%]\{/.test(text.slice(at, at + 2))) {
        open.push('{');
        at += 1;
      }
    } else if (character === '"' || character === '{') open.push(character);
    else if (character === '}') {
      open.pop();
      if (open.length === 0) return at;
    }
  }
  return undefined;
}

/** Whether Terraform evaluates something in the text: `${` that is not the escape `$${`. */
export function hasExpression(text: string): boolean {
  return text.includes('{') && /(?<![$])\$\{|(?<![%])%\{/.test(text);
}
