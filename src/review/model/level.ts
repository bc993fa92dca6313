/** From which change on a review wants somebody's approval. */
export type Level = 'never' | 'irreversible' | 'destructive' | 'any-change';

/** The levels, as the command line takes them, each stricter than the one before. */
export const levels = [
  'never',
  'irreversible',
  'destructive',
  'any-change',
] as const satisfies readonly Level[];
