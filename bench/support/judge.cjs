// What samples say of an aim. Pure; test/bench/judge.test.ts holds it to account.

/** The middle of the numbers: one slow round does not move it. */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Where the true median lies with a confidence of 95 %, whatever the distribution: between two of the sorted samples, so
 * many from either end that a coin shows as few heads in 2.5 % of all series of tosses. Fewer than six samples cannot say
 * that: it is then between the least and the greatest.
 */
function interval(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const { length } = sorted;
  let tail = 0;
  let ways = 1;
  let left = 0;
  for (; left < Math.floor((length - 1) / 2); left += 1) {
    tail += ways / 2 ** length;
    if (tail > 0.025) break;
    ways = (ways * (length - left)) / (left + 1);
  }
  const from = Math.max(left - 1, 0);
  return { low: sorted[from], high: sorted[length - 1 - from] };
}

/**
 * Samples beside the aim. With a baseline the aim is a ratio, taken round by round: both had the same moment of the
 * machine. `met`: the median keeps the aim; `MISSED`: not even the good end of the interval does.
 */
function judge({ ours, baseline, aim }) {
  if (ours.length === 0 || baseline?.length === 0) throw new Error('A verdict needs samples');
  const rounds = Math.min(ours.length, baseline?.length ?? ours.length);
  const judged =
    baseline === undefined
      ? ours
      : Array.from({ length: rounds }, (_, round) => ours[round] / baseline[round]);
  const value = median(judged);
  const { low, high } = interval(judged);
  const verdict = value <= aim ? 'met' : low > aim ? 'MISSED' : 'within noise';
  return { value, low, high, rounds, verdict };
}

module.exports = { interval, judge, median };
