const TOKEN = /(\$\{TfToken\[[^\]]*\]\})/;

/** Whether the text holds a token of cdktf. */
export function hasToken(text: string): boolean {
  return TOKEN.test(text);
}

/**
 * Escapes what Terraform would take for a template in a text of the user: cdktf writes `${` and `%{` as
 * they are. Tokens of cdktf stay.
 */
export function escapeTemplates(text: string): string {
  if (!text.includes('{')) return text;
  return text
    .split(TOKEN)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/([$%])\{/g, '$1$1{')))
    .join('');
}
