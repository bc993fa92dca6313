/** Whether Terraform evaluates something in the text: `${` that is not the escape `$${`. */
export function hasExpression(text: string): boolean {
  return text.includes('{') && /(?<![$])\$\{|(?<![%])%\{/.test(text);
}
