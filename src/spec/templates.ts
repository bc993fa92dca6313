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
  if (!text.includes('{')) return text;
  const parts = tokenParts(text);
  return parts
    .map(({ text: part, isToken }, index) => {
      if (isToken) return part;
      const escaped = part.replace(/([$%])\{/g, '$1$1{');
      if (index === parts.length - 1) return escaped;
      return escaped.replace(/[$%]+$/, (marks) => `\${"${marks}"}`);
    })
    .join('');
}

/** The inverse of {@link escapeTemplates} for a text without an expression. */
export function unescapeTemplates(text: string): string {
  const isEscaped = text.includes('$${') || text.includes('%%{');
  return isEscaped ? text.replace(/([$%])\1\{/g, '$1{') : text;
}

/** Whether Terraform evaluates something in the text: `${` that is not the escape `$${`. */
export function hasExpression(text: string): boolean {
  return text.includes('{') && /(?<![$])\$\{|(?<![%])%\{/.test(text);
}
