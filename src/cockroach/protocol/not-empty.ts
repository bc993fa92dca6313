/** What the engine's refusal of a used destination means, where the message is that one. */
export function notEmptyExplained(message: string): string | undefined {
  if (!/no tables or databases|not empty/i.test(message)) return undefined;
  return 'the API lists databases and tables only: drop types, views, sequences and schemas of defaultdb with SQL';
}
