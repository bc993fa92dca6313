/** A major version as one number that grows with it: 254 for v25.4; `undefined` where the text names none. */
export function majorOf(text: string | undefined): number | undefined {
  const [, year, release] = /^v(\d+)\.(\d+)/.exec(text ?? '') ?? [];
  return year === undefined ? undefined : Number(year) * 10 + Number(release);
}

/**
 * The last major version whose kind of release the vendor had published when this table was written. Beyond it the
 * table is a guess, which permits nothing: only the API's own list does.
 */
export const LAST_LISTED = 'v26.3';

/**
 * The next version that is not an innovation release; those may be skipped. Since v25.1 the releases of a year
 * are innovation, regular, innovation, regular (v26.2 is regular, v26.3 is not). The vendor may change that
 * calendar, so a finding that rests on it can be acknowledged. Where there is a key, the API's list of versions decides.
 */
export function nextRegular(major: number): number {
  const [year, release] = [Math.floor(major / 10), major % 10];
  if (year < 24) return release >= 2 ? (year + 1) * 10 + 1 : major + 1;
  if (year === 24) return release >= 3 ? 252 : 243;
  if (release >= 4) return (year + 1) * 10 + 2;
  return year * 10 + (release >= 2 ? 4 : 2);
}
