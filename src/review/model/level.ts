/** The levels, as the command line takes them, each stricter than the one before. */
export const levels = ['never', 'irreversible', 'destructive', 'any-change'] as const;

/** From which change on a review wants somebody's approval. */
export type Level = (typeof levels)[number];
