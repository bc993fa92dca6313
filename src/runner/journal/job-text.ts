/** The jobs behind what was done: ` (job 1)`, ` (jobs 1, 2)`; nothing where the vendor names none. */
export function jobText(ids: readonly (string | undefined)[]): string {
  const known = ids.filter((id) => id !== undefined && id !== '');
  if (known.length === 0) return '';
  return ` (${known.length === 1 ? 'job' : 'jobs'} ${known.join(', ')})`;
}
